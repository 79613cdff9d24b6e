// What follows from a choice of options and assumptions, in whole numbers.
//
// The rules are those of the agreement finder. `figures` is its model of the case by numbers: of
// issues, of holders (members first, then bodies) and of assumptions, in the order of the case.
// A choice is {chosen, reading, held, away, off, asks}: an option for every issue; at which end of
// the ranges worth is read; whether soft lines are held; holders that are away; assumptions that
// are set aside; and points that holders ask for over the state of things. Where the figures have
// `bases` they are those of a set of outcomes: there is no state of things, every issue is decided by
// any choice, holders ask for points of the whole, and a base is what all first options are worth.

/** Everything that is told of a choice. */
function reckon(figures, choice) {
  const holds = ([issue, options]) => options.includes(choice.chosen[issue]);
  const together = (atoms) => atoms.every(holds);
  const counts = (one) => !choice.off.has(one.key);
  const numbers = figures.holders.map((_, holder) => holder);
  const seats = numbers.filter((one) => figures.holders[one].member && !choice.away.has(one));
  const calls = figures.calls.filter(
    (one) => counts(one) && holds(one.atom) && !seats.includes(one.of));
  const called = numbers.filter((one) => calls.some((call) => call.of === one));
  const asked = numbers.filter((one) => seats.includes(one) || called.includes(one));

  const crossed = figures.bars.filter((one) => counts(one) && together(one.atoms)
    && (one.of === null || asked.includes(one.of)));
  const binding = crossed.filter((one) => !one.soft || choice.held);
  const below = asked.filter((one) => surplus(figures, choice, one) < 0);
  const refuse = (one) => below.includes(one) || binding.some((bar) => bar.of === one);

  const moved = choice.chosen.map((_, issue) => issue)
    .filter((issue) => figures.bases || choice.chosen[issue] > 0);
  const stray = moved.filter((issue) => figures.still.includes(issue));
  const missed = figures.hold.filter((atom) => !holds(atom)).map(([issue]) => issue);
  return {
    moved, seats, calls, called, below, stray, missed,
    broken: binding.map((one) => one.key),
    negotiable: crossed.filter((one) => one.soft && !choice.held).map((one) => one.key),
    refusing: asked.filter(refuse),
    assumed: figures.assumed.filter((one) => counts(one) && holds(one.atom)),
    synergies: seats.flatMap((one) => figures.holders[one].synergies
      .map(([atoms], number) => [one, number, atoms])
      .filter(([, , atoms]) => together(atoms)).map(([holder, number]) => [holder, number])),
    accepted: moved.length > 0 && !stray.length && !missed.length && !binding.length
      && !below.length,
  };
}

/** Points that a choice is worth to a holder above what it asks for; negative when less. */
function surplus(figures, choice, holder) {
  const one = figures.holders[holder];
  let points = figures.bases ? figures.bases[holder] : 0;
  points -= choice.asks.has(holder) ? choice.asks.get(holder) : one.ask;
  for (const [issue, worth] of Object.entries(one.worth)) {
    points += worth[choice.chosen[issue]][choice.reading];
  }
  for (const [atoms, added] of one.synergies) {
    if (atoms.every(([issue, options]) => options.includes(choice.chosen[issue]))) points += added;
  }
  return points;
}
