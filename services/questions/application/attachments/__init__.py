"""Files of questions and answers: their upload, their check, what is done with them."""
