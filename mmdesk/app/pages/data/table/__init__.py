"""The table of Data: its rows as lines or as pictures, how they are found, and what is done with those that are selected."""
