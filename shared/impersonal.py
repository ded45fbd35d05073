"""What may stand in a log."""


class Impersonal(Exception):
    """An error whose message is made of code, settings and names of things alone, never of data. So a log may hold it.

    Of any other error a log holds the kind and the place only: a database quotes the row that it refused, and a library
    the value that it could not read.
    """
