"""Models for elsewhere: written in a form that other programs compute."""
