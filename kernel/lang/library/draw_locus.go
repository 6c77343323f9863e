package library

import (
	"saddle/kernel/lang/eval"
	"saddle/kernel/lang/value"
	"saddle/numerics/critical"
	"saddle/numerics/critical/search"
	"saddle/plotting"
)

// loci are the whole curves of critical points of a function of two numbers, as layers.
func loci(c *eval.Call, found *search.Findings) []*value.Locus {
	var loci []*value.Locus
	for _, p := range found.Points {
		if p.Along == nil || len(p.At) != 2 || !decided[p.Kind] {
			continue
		}
		layer := plotting.Implicit{
			Name:     p.Along.Of + " = " + c.Format().Number(p.Along.Level),
			Level:    p.Along.Level,
			Critical: true, Kind: locusKinds[p.Kind],
		}
		loci = append(loci, &value.Locus{Layer: layer, Sample: newSampler(c, p.Along.U.Variables, p.Along.U.Value).plane})
	}
	return loci
}

// locusKinds are the kinds of points as pictures mark them.
var locusKinds = map[critical.Kind]plotting.Kind{
	critical.LocalMinimum: plotting.Minimum, critical.LocalMaximum: plotting.Maximum, critical.SaddlePoint: plotting.Saddle,
}
