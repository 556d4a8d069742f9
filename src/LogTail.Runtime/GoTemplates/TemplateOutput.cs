using LogTail.Runtime.Texts;

namespace LogTail.Runtime.GoTemplates;

/// <summary>What one template prints. Used for one template after the other; allocates nothing for texts and numbers.</summary>
public sealed class TemplateOutput
{
    private readonly TextScratch _text = new();

    /// <summary>All that was printed; valid until <see cref="Clear"/>.</summary>
    public ReadOnlySpan<char> Whole => _text.From(0);

    /// <summary>Begins another template's.</summary>
    public void Clear() => _text.Clear();

    public void Append(scoped ReadOnlySpan<char> text) => _text.Append(text);

    public void Append(long number) => _text.Format(number);

    public void Append(double number) => _text.FormatG(number);

    public void Append(bool value) => _text.Append(value ? "true" : "false");

    /// <summary>As an action prints it: nothing is <c>&lt;no value&gt;</c>.</summary>
    public void Append(in GoValue value)
    {
        switch (value.Kind)
        {
            case GoValueKind.Nil:
                _text.Append("<no value>");
                break;
            case GoValueKind.Text or GoValueKind.JsonNumber:
                _text.Append(value.Text);
                break;
            default:
                _text.Append(GoPrint.Text(value));
                break;
        }
    }
}
