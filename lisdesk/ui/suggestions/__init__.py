"""Suggested priorities beside the text, and the learning behind them."""
