package descent

// rules is every built-in rule, in the order in which a course meets them.
var rules = []*Rule{
	gradientDescent,
	momentum,
	heavyBall,
	nesterov,
	adagrad,
	rmsprop,
	adam,
	adamw,
	nadam,
	lion,
	newton,
	dampedNewton,
	saddleFreeNewton,
	trustRegion,
	cubicNewton,
	negativeCurvature,
	noisyGradientDescent,
	perturbedGradientDescent,
	stochasticGradientDescent,
	lbfgs,
}

// Rules lists the built-in rules. They are shared and must not be changed.
func Rules() []*Rule { return append([]*Rule(nil), rules...) }

// Named finds a built-in rule, nil when there is none of that name.
func Named(name string) *Rule {
	for _, r := range rules {
		if r.Name == name {
			return r
		}
	}
	return nil
}
