package germ

import "saddle/numerics/critical/jet"

// independent splits the variables into groups that no term mixes: the series is then a sum of series in each.
func independent(s *jet.Space, a jet.Jet) [][]int {
	parent := make([]int, s.Variables)
	for i := range parent {
		parent[i] = i
	}
	root := func(i int) int {
		for parent[i] != i {
			i = parent[i]
		}
		return i
	}
	for i, c := range a {
		if c == (jet.Ball{}) {
			continue
		}
		first := -1
		for variable, power := range s.Exponents(i) {
			switch {
			case power == 0:
			case first < 0:
				first = variable
			default:
				parent[root(variable)] = root(first)
			}
		}
	}
	return groupedBy(root, s.Variables)
}

// groupedBy are the numbers from 0 that have the same root together.
func groupedBy(root func(int) int, count int) (groups [][]int) {
	place := map[int]int{}
	for i := range count {
		r := root(i)
		if _, ok := place[r]; !ok {
			place[r] = len(groups)
			groups = append(groups, nil)
		}
		groups[place[r]] = append(groups[place[r]], i)
	}
	return groups
}

// combine decides each group on its own and puts the answers together.
func combine(s *jet.Space, a jet.Jet, groups [][]int, depth int, doubts []float64) Answer {
	var total Answer
	for i, group := range groups {
		sub, part := restricted(s, a, group)
		answer := embedded(decide(sub, part, depth, doubts), group, s.Variables)
		if i > 0 {
			answer = sum(total, answer)
		}
		total = answer
	}
	return total
}

// restricted is the part of a series in the variables of one group.
func restricted(s *jet.Space, a jet.Jet, group []int) (*jet.Space, jet.Jet) {
	sub := s.Beside(len(group), s.Order)
	part := make(jet.Jet, sub.Size())
	exponents := make([]int, s.Variables)
	for i := range part {
		clear(exponents)
		for k, variable := range group {
			exponents[variable] = sub.Exponents(i)[k]
		}
		part[i] = a[s.Index(exponents...)]
	}
	part[0] = jet.Ball{}
	return sub, part
}

// embedded writes an answer's directions in all the variables.
func embedded(a Answer, group []int, n int) Answer {
	spread := func(v []float64) []float64 {
		if v == nil {
			return nil
		}
		full := make([]float64, n)
		for k, variable := range group {
			full[variable] = v[k]
		}
		return full
	}
	a.Falling, a.Rising, a.Flat = spread(a.Falling), spread(a.Rising), spread(a.Flat)
	return a
}

// sum is the answer for the sum of two series in different variables.
func sum(a, b Answer) Answer {
	total := Answer{Order: max(a.Order, b.Order), Falling: either(a.Falling, b.Falling), Rising: either(a.Rising, b.Rising), Flat: either(a.Flat, b.Flat)}
	switch {
	case a.Sides == Both:
		total.Sides, total.Order = Both, a.Order
	case b.Sides == Both:
		total.Sides, total.Order = Both, b.Order
	case total.Falling != nil && total.Rising != nil:
		total.Sides = Both
	case a.Sides == Unknown || b.Sides == Unknown:
		total.Sides = Unknown
	case a.Sides == b.Sides:
		total.Sides = a.Sides
	case total.Rising != nil:
		total.Sides = Above
	default:
		total.Sides = Below
	}
	return total
}

func either(a, b []float64) []float64 {
	if a != nil {
		return a
	}
	return b
}
