namespace LogTail.Language.Patterns.Printing;

internal sealed partial class PatternPrinter
{
    private void WriteRepeat(RepeatNode repeat, InsidePair after)
    {
        if (repeat.Mode == RepeatMode.Possessive)
        {
            // Never backtracked into, so nothing can fail after it as far as it is concerned.
            WriteBracketed("(?>", repeat with { Mode = RepeatMode.Greedy }, InsidePair.NeverFails);
        }
        else if (_pairs.IsUnitLoop(repeat))
        {
            WriteUnitLoop(repeat, after);
        }
        else if (repeat is { Min: > 1, Max: null } && _pairs.IsUnitLoop(repeat with { Min = 1 }))
        {
            // The count is of code points, so all but the last that must be there are written exactly.
            WriteElement(repeat.Body, InsidePair.Unknown);
            WriteQuantifier(repeat with { Min = repeat.Min - 1, Max = repeat.Min - 1 });
            WriteUnitLoop(repeat with { Min = 1 }, after);
        }
        else
        {
            WriteElement(repeat.Body, _pairs.AfterBody(repeat, after));
            WriteQuantifier(repeat);
        }
    }

    // PairSafety says why this may be done.
    private void WriteUnitLoop(RepeatNode repeat, InsidePair after)
    {
        var isExact = after == InsidePair.Fails || (after == InsidePair.NeverFails && repeat.Mode == RepeatMode.Greedy);
        WriteUnitLoopBody(repeat.Body);
        WriteQuantifier(repeat);
        _text.Append(isExact ? "" : Guard);
    }

    private void WriteUnitLoopBody(RegexNode body)
    {
        if (body is not AlternationNode alternation)
        {
            _text.Append(UnitClass.Of(LineText.SingleUnits(PairSafety.SetOf(body)!).Union(LineText.Surrogates)));
            return;
        }

        _text.Append("(?:");
        for (var i = 0; i < alternation.Branches.Length; i++)
        {
            _text.Append(i > 0 ? "|" : "");
            WriteUnitLoopBranch(alternation.Branches[i]);
        }

        _text.Append(')');
    }

    private void WriteUnitLoopBranch(RegexNode branch)
    {
        if (PairSafety.IsUnitSet(branch))
        {
            WriteUnitLoopBody(branch);
        }
        else
        {
            WriteSequence(branch, InsidePair.Unknown);
        }
    }

    private void WriteQuantifier(RepeatNode repeat)
    {
        _text.Append((repeat.Min, repeat.Max) switch
        {
            (0, null) => "*",
            (1, null) => "+",
            (0, 1) => "?",
            (1, 1) => "",
            var (min, max) when min == max => $"{{{min}}}",
            var (min, max) => $"{{{min},{max}}}",
        });
        _text.Append(repeat.Mode == RepeatMode.Lazy && repeat.Min != repeat.Max ? "?" : "");
    }
}
