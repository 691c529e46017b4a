"""Owns questions, their routing, terms and answers; publishes `questions.>`, consumes `identity.>`."""
