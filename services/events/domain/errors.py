"""The ways a rule can be broken: none yet, because there is no rule yet."""
