"""Widgets that know only what they draw; colours come from the palette and the style sheet."""
