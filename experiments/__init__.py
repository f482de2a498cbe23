"""What was measured for the course, and how to measure it again: research, not installed.

`python -m experiments trials` trains what the ledger `trials.csv` lacks; see __main__.py.
"""
