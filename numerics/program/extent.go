package program

// Operands is how many numbers an instruction on numbers reads: from A, B and C, in this order.
func (o Op) Operands() int {
	switch o {
	case Copy, Neg, Sqrt, Not, Apply:
		return 1
	case Choose:
		return 3
	}
	return 2
}

// Extent tells how many registers from A, B and C on an instruction reads, 0 where the field is no register. What it adds to
// at Dst is not among them, nor what the operands of a Call are.
func (p *Program) Extent(in Instruction) (sizes [3]int32) {
	if in.Op <= Not {
		for k := range in.Op.Operands() {
			sizes[k] = 1
			if in.Vector && in.M>>k&1 == 1 {
				sizes[k] = in.N
			}
		}
		return sizes
	}
	if size, ok := extents[in.Op]; ok {
		return size(in)
	}
	switch in.Op {
	case Gather:
		for _, at := range p.Positions[in.M] {
			sizes[0] = max(sizes[0], int32(at)+1)
		}
	case Spread:
		sizes[0] = int32(len(p.Positions[in.M]))
	case Sample:
		sizes[0] = int32(p.Samples[in.M].Rows * p.Samples[in.M].Cols)
	}
	return sizes
}

var extents = map[Op]func(in Instruction) [3]int32{
	Load:              func(in Instruction) [3]int32 { return [3]int32{in.N, 1} },
	Load2:             func(in Instruction) [3]int32 { return [3]int32{in.N * in.M, 1, 1} },
	LoadRow:           func(in Instruction) [3]int32 { return [3]int32{in.N * in.M, 1} },
	AddAt:             func(in Instruction) [3]int32 { return [3]int32{1, 1} },
	AddAt2:            func(in Instruction) [3]int32 { return [3]int32{1, 1, 1} },
	AddRow:            func(in Instruction) [3]int32 { return [3]int32{in.M, 1} },
	StoreAt:           func(in Instruction) [3]int32 { return [3]int32{in.M, 1, 1} },
	Begin:             func(in Instruction) [3]int32 { return [3]int32{1, 1} },
	End:               func(in Instruction) [3]int32 { return [3]int32{0, 1} },
	Total:             func(in Instruction) [3]int32 { return [3]int32{in.N} },
	Product:           func(in Instruction) [3]int32 { return [3]int32{in.N * in.C, in.C * in.M} },
	TransposedProduct: func(in Instruction) [3]int32 { return [3]int32{in.C * in.N, in.C} },
	Solve:             func(in Instruction) [3]int32 { return [3]int32{in.N * in.N, in.N * in.M} },
	Inverse:           squareOf,
	Determinant:       squareOf,
	Eigenvalues:       squareOf,
	Eigen:             squareOf,
	TrustStep:         func(in Instruction) [3]int32 { return [3]int32{in.N, in.N * in.N, 1} },
	CubicStep:         func(in Instruction) [3]int32 { return [3]int32{in.N, in.N * in.N, 1} },
}

func squareOf(in Instruction) [3]int32 { return [3]int32{in.N * in.N} }
