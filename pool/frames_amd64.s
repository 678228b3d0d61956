//go:build !purego

#include "textflag.h"

// func frames(pcs *[maxDepth]uintptr) int
//
// A frame pointer points to the caller's frame pointer, and the return address lies
// above it. The first two words of g are the bounds of its stack.
TEXT ·frames(SB), NOSPLIT|NOFRAME, $0-16
	MOVQ pcs+0(FP), DI
	MOVQ (TLS), CX
	MOVQ 0(CX), R8
	MOVQ 8(CX), R9
	SUBQ $16, R9
	MOVQ BP, DX
	XORQ AX, AX

next:
	CMPQ DX, R8
	JCS  done
	CMPQ DX, R9
	JHI  done
	MOVQ 8(DX), BX
	TESTQ BX, BX
	JEQ  done
	MOVQ BX, (DI)(AX*8)
	INCQ AX
	MOVQ (DX), BX
	CMPQ BX, DX
	JLS  done
	MOVQ BX, DX
	CMPQ AX, $16
	JLT  next

done:
	MOVQ AX, ret+8(FP)
	RET
