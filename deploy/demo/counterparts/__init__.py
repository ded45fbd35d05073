"""The people around the screens of a demo: caseworkers who hold conversations and decide, clients who answer.

They do all by the use cases that a person at a screen uses, in whatever state that person left a case. What happens
follows from the demo's seed, the client and the step; the days on which it happens are working days.
"""
