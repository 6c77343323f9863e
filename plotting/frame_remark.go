package plotting

import "slices"

// remarked is a mark with a remark behind its name in the legend.
type remarked interface{ remark() string }

// footnoteSigns stand behind the names that share a remark, and before it.
var footnoteSigns = []string{"†", "‡", "§"}

func remarkOf(m mark) string {
	if r, ok := m.(remarked); ok {
		return r.remark()
	}
	return ""
}

// sharedRemarks are the remarks of several marks with names, which a legend has once, at its end, for as many as there are signs.
func sharedRemarks(marks []mark) (shared []string) {
	seen := map[string]bool{}
	for _, m := range marks {
		remark := remarkOf(m)
		if remark == "" || !hasName(m) {
			continue
		}
		if seen[remark] && !slices.Contains(shared, remark) && len(shared) < len(footnoteSigns) {
			shared = append(shared, remark)
		}
		seen[remark] = true
	}
	return shared
}

func hasName(m mark) bool {
	n, ok := m.(named)
	return ok && slices.ContainsFunc(n.entries(), func(e entry) bool { return e.name != "" })
}

// withRemark is a name with its remark, or with the sign of one that is shared.
func (w words) withRemark(name, remark string, shared []string) string {
	if i := slices.Index(shared, remark); i >= 0 && name != "" {
		return name + " " + footnoteSigns[i]
	}
	return w.noting(name, remark)
}
