package exact

import (
	"math/big"
	"sync"
)

// known keeps a constant at the precisions at which it was asked for.
type known struct {
	lock   sync.Mutex
	values map[uint]*big.Float
}

// at is a copy of the constant to prec bits, by compute where it is asked for the first time.
func (k *known) at(prec uint, compute func(prec uint) *big.Float) *big.Float {
	k.lock.Lock()
	defer k.lock.Unlock()
	x, ok := k.values[prec]
	if !ok {
		const most = 64
		if k.values == nil || len(k.values) >= most {
			k.values = map[uint]*big.Float{}
		}
		x = compute(prec)
		k.values[prec] = x
	}
	return new(big.Float).Set(x)
}
