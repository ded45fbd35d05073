"""Real servers for tests: started on this machine, on the loopback or a socket only, stopped by their own pid.

`available()` in each module says in one line whether the component can be had here; `make test` prints it.
"""
