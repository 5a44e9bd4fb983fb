"""Django's entry in a checkout; installed, the same thing is the command ``yearlight``."""

from yearlight.__main__ import main

if __name__ == "__main__":
    main()
