package wasm

// Op is an instruction. Those on vectors have a prefix.
type Op uint16

const simd Op = 0xfd00

// Instructions on numbers.
const (
	Drop   Op = 0x1a
	Select Op = 0x1b

	Float64Load  Op = 0x2b
	Float64Store Op = 0x39

	I32EqualZero    Op = 0x45
	I32LessSigned   Op = 0x48
	I32LessUnsigned Op = 0x49
	I32GreaterEqual Op = 0x4e

	F64Equal        Op = 0x61
	F64Unequal      Op = 0x62
	F64Less         Op = 0x63
	F64Greater      Op = 0x64
	F64LessEqual    Op = 0x65
	F64GreaterEqual Op = 0x66

	I32Add                Op = 0x6a
	I32Sub                Op = 0x6b
	I32Mul                Op = 0x6c
	I32And                Op = 0x71
	I32Or                 Op = 0x72
	I32ShiftLeft          Op = 0x74
	I32ShiftRight         Op = 0x75 // with the sign
	I64Add                Op = 0x7c
	I64Sub                Op = 0x7d
	I64And                Op = 0x83
	I64Or                 Op = 0x84
	I64Xor                Op = 0x85
	I64ShiftLeft          Op = 0x86
	I64ShiftRight         Op = 0x87 // with the sign
	I64ShiftRightUnsigned Op = 0x88
	F64Abs                Op = 0x99
	F64Neg                Op = 0x9a
	F64Ceil               Op = 0x9b
	F64Floor              Op = 0x9c
	F64Trunc              Op = 0x9d
	F64Nearest            Op = 0x9e // to even
	F64Sqrt               Op = 0x9f
	F64Add                Op = 0xa0
	F64Sub                Op = 0xa1
	F64Mul                Op = 0xa2
	F64Div                Op = 0xa3
	F64Min                Op = 0xa4
	F64Max                Op = 0xa5
	F64CopySign           Op = 0xa6
	I32WrapI64            Op = 0xa7
	I32TruncF64           Op = 0xaa // signed
	I64ExtendI32          Op = 0xac // signed
	F64ConvertI32         Op = 0xb7 // signed
	I64ReinterpretF       Op = 0xbd
	F64ReinterpretI       Op = 0xbf
)

// Instructions on vectors of two numbers.
const (
	VectorLoad              = simd + 0
	VectorLoad64Splat       = simd + 10
	VectorStore             = simd + 11
	vectorConst             = simd + 12
	F64x2Splat              = simd + 0x14
	F64x2Extract            = simd + 0x21 // a lane
	F64x2Equal              = simd + 0x47
	F64x2Unequal            = simd + 0x48
	F64x2Less               = simd + 0x49
	F64x2Greater            = simd + 0x4a
	F64x2LessEq             = simd + 0x4b
	F64x2GreaterEq          = simd + 0x4c
	VectorAnd               = simd + 0x4e
	VectorAndNot            = simd + 0x4f
	VectorOr                = simd + 0x50
	VectorXor               = simd + 0x51
	VectorBitselect         = simd + 0x52
	VectorAnyTrue           = simd + 0x53
	F64x2Ceil               = simd + 0x74
	F64x2Floor              = simd + 0x75
	F64x2Trunc              = simd + 0x7a
	F64x2Nearest            = simd + 0x94
	I64x2ShiftLeft          = simd + 0xcb
	I64x2ShiftRightUnsigned = simd + 0xcd
	I64x2Add                = simd + 0xce
	I64x2Sub                = simd + 0xd1
	I64x2Equal              = simd + 0xd6
	F64x2Abs                = simd + 0xec
	F64x2Neg                = simd + 0xed
	F64x2Sqrt               = simd + 0xef
	F64x2Add                = simd + 0xf0
	F64x2Sub                = simd + 0xf1
	F64x2Mul                = simd + 0xf2
	F64x2Div                = simd + 0xf3
	F64x2Min                = simd + 0xf4
	F64x2Max                = simd + 0xf5
	F64x2PseudoMin          = simd + 0xf6 // the second where it is less than the first, else the first
	F64x2PseudoMax          = simd + 0xf7
)
