package shapes

func contestants() ([]contestant, error) {
	cs, err := aludel()
	if err != nil {
		return nil, err
	}
	bun, err := bunShapes()
	if err != nil {
		return nil, err
	}
	return append(cs,
		contestant{"squirrel", squirrelShapes},
		contestant{"goqu", goquShapes},
		contestant{"bun", bun},
		contestant{"jet", jetShapes},
		contestant{"bob", bobShapes}), nil
}
