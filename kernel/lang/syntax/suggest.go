package syntax

// Nearest is the candidate that differs from a name by the fewest letters, "" when none is near: within one change for
// names up to four letters, two up to eight, three beyond. Of equals it is the first.
func Nearest(name string, candidates []string) string {
	best, least := "", 1+allowed(name)
	for _, candidate := range candidates {
		if candidate == name {
			continue
		}
		if d := distance([]rune(name), []rune(candidate)); d < least && d < len([]rune(name)) {
			best, least = candidate, d
		}
	}
	return best
}

func allowed(name string) int {
	switch n := len([]rune(name)); {
	case n <= 4:
		return 1
	case n <= 8:
		return 2
	}
	return 3
}

// distance counts the letters to add, drop, change or swap with their neighbour.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			change := 1
			if a[i-1] == b[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
