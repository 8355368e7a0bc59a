"""What is wrong with a dataset, found before it is trained on: `search.find_problems`. Nothing is changed here."""
