//go:build !purego

#include "textflag.h"

// func frames(pcs *[maxDepth]uintptr) int
//
// A frame pointer points to the caller's frame pointer, and the return address lies
// above it. The first two words of g are the bounds of its stack.
TEXT ·frames(SB), NOSPLIT|NOFRAME, $0-16
	MOVD pcs+0(FP), R0
	MOVD 0(g), R1
	MOVD 8(g), R2
	SUB  $16, R2
	MOVD R29, R3
	MOVD $0, R4

next:
	CMP  R1, R3
	BLO  done
	CMP  R2, R3
	BHI  done
	MOVD 8(R3), R5
	CBZ  R5, done
	MOVD R5, (R0)(R4<<3)
	ADD  $1, R4
	MOVD (R3), R5
	CMP  R3, R5
	BLS  done
	MOVD R5, R3
	CMP  $16, R4
	BLT  next

done:
	MOVD R4, ret+8(FP)
	RET
