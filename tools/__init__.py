"""How the course is made and tested: `python -m tools --help`. Not part of the package."""
