"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallArgon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes and one lane, which OWASP's password storage sheet gives as equal to its others.

    Django's own choice takes 100 MiB for each check: four people who sign in
    at the same moment would then take from a small machine what it has. With
    this, four take 76 MiB. Passwords hashed otherwise are hashed anew when
    their owners sign in.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
