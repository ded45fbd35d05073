"""What a screen gets when there is nothing to show."""


class NotKnown(LookupError):
    """There is nothing with this id. The message is Dutch, for the user."""
