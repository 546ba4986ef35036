"""With what the work is done: machines, teams, collection points, lines; what each of them does in a day."""
