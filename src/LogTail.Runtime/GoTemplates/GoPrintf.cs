using System.Globalization;
using System.Text;

namespace LogTail.Runtime.GoTemplates;

/// <summary>Go's <c>fmt.Sprintf</c> for the values of templates (spec/grok.md §7.2): what does not fit is printed as a complaint, never an error.</summary>
public sealed class GoPrintf
{
    // A width that would fill memory is no width.
    private const int MostWidth = 1_000_000;

    private readonly string _format;
    private readonly GoValue[] _values;
    private readonly StringBuilder _text = new();
    private int _next;
    private int _value;
    private bool _isReordered;

    // Whether the index of the present verb, if it has one, names a value.
    private bool _isIndexGood;

    private GoPrintf(string format, ReadOnlySpan<GoValue> values)
    {
        _format = format;
        _values = values.ToArray();
    }

    /// <summary>Formats values.</summary>
    public static string Format(string format, params ReadOnlySpan<GoValue> values) => new GoPrintf(format, values).Run();

    private string Run()
    {
        while (_next < _format.Length)
        {
            var percent = _format.IndexOf('%', _next);
            _text.Append(_format, _next, (percent < 0 ? _format.Length : percent) - _next);
            _next = percent < 0 ? _format.Length : percent + 1;
            if (percent >= 0)
            {
                Verb();
            }
        }

        if (!_isReordered && _value < _values.Length)
        {
            _text.Append("%!(EXTRA ").AppendJoin(", ", _values.Skip(_value).Select(Typed)).Append(')');
        }

        return _text.ToString();
    }

    private static string Typed(GoValue value) => value.Kind == GoValueKind.Nil ? "<nil>" : $"{value.TypeName}={GoPrint.Text(value)}";

    private void Verb()
    {
        var spec = new GoVerb();
        while (_next < _format.Length && "+-# 0".Contains(_format[_next], StringComparison.Ordinal))
        {
            spec = spec.WithFlag(_format[_next++]);
        }

        _isIndexGood = true;
        var hasIndex = TakeIndex();
        spec = spec with { Width = TakeNumber("%!(BADWIDTH)", ref hasIndex, out var leftBound) };
        if (leftBound)
        {
            spec = spec with { IsLeft = true, IsZeroPadded = false };
        }

        // An index is good before a verb or a star only.
        _isIndexGood &= !hasIndex || spec.Width is null;
        if (_next < _format.Length && _format[_next] == '.')
        {
            _next++;
            _isIndexGood &= !hasIndex;
            hasIndex = TakeIndex();
            var isPlain = _next >= _format.Length || _format[_next] != '*';
            var precision = TakeNumber("%!(BADPREC)", ref hasIndex, out var negative);
            spec = spec with { Precision = negative ? null : precision ?? (isPlain ? 0 : null) };
        }

        if (!hasIndex)
        {
            TakeIndex();
        }

        if (_next >= _format.Length)
        {
            _text.Append("%!(NOVERB)");
            return;
        }

        var rune = Rune.GetRuneAt(_format, _next);
        _next += rune.Utf16SequenceLength;
        Append(spec with { Letter = rune.Value });
    }

    private void Append(GoVerb verb)
    {
        if (verb.Letter == '%')
        {
            _text.Append('%');
        }
        else if (!_isIndexGood)
        {
            _text.Append(CultureInfo.InvariantCulture, $"%!{verb.Name}(BADINDEX)");
        }
        else if (_value >= _values.Length)
        {
            _text.Append(CultureInfo.InvariantCulture, $"%!{verb.Name}(MISSING)");
        }
        else
        {
            _text.Append(verb.Format(_values[_value++]));
        }
    }

    // %[2]d takes the second value. What is no index at all is skipped up to its bracket, and the verb complains.
    private bool TakeIndex()
    {
        if (_next >= _format.Length || _format[_next] != '[')
        {
            return false;
        }

        _isReordered = true;
        var close = _format.IndexOf(']', _next);
        var isNumber = int.TryParse(_format.AsSpan(_next + 1, Math.Max(0, close - _next - 1)), NumberStyles.None, CultureInfo.InvariantCulture, out var index);
        _next = close < 0 ? _next + 1 : close + 1;
        if (close < 0 || !isNumber || index < 1 || index > _values.Length)
        {
            _isIndexGood = false;
            return close >= 0 && isNumber;
        }

        _value = index - 1;
        return true;
    }

    // Digits, or a star for the next value.
    private int? TakeNumber(string complaint, ref bool hasIndex, out bool isNegative)
    {
        isNegative = false;
        if (_next < _format.Length && _format[_next] == '*')
        {
            _next++;
            hasIndex = false;
            if (_value < _values.Length && _values[_value++] is { Kind: GoValueKind.Int } number && number.Int is >= -MostWidth and <= MostWidth)
            {
                isNegative = number.Int < 0;
                return (int)Math.Abs(number.Int);
            }

            _text.Append(complaint);
            return null;
        }

        var start = _next;
        while (_next < _format.Length && char.IsAsciiDigit(_format[_next]))
        {
            _next++;
        }

        return int.TryParse(_format.AsSpan(start, _next - start), NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width <= MostWidth ? width : null;
    }
}
