using System.Collections.Immutable;
using LogTail.Language.Text;

namespace LogTail.Language.GrokExporter.Templates;

/// <summary>A part of a template.</summary>
/// <param name="Span">Where it begins; the whole of it for those without a body.</param>
public abstract record TemplateNode(TextSpan Span);

/// <summary>Text that is printed as it is, trim markers applied; never empty.</summary>
public sealed record TextNode(string Text, TextSpan Span) : TemplateNode(Span);

/// <summary>A pipeline whose value is printed, unless it declares variables.</summary>
public sealed record ActionNode(TemplatePipeline Pipeline, TextSpan Span) : TemplateNode(Span);

/// <summary><c>if</c>; <c>else if</c> is an if in the else.</summary>
public sealed record IfNode(
    TemplatePipeline Condition, ImmutableArray<TemplateNode> Body, ImmutableArray<TemplateNode> Else, TextSpan Span) : TemplateNode(Span);

/// <summary><c>with</c>: the value becomes the dot.</summary>
public sealed record WithNode(
    TemplatePipeline Value, ImmutableArray<TemplateNode> Body, ImmutableArray<TemplateNode> Else, TextSpan Span) : TemplateNode(Span);

/// <summary><c>range</c> over a list, or a map in the order of its keys.</summary>
public sealed record RangeNode(
    TemplatePipeline Items, ImmutableArray<TemplateNode> Body, ImmutableArray<TemplateNode> Else, TextSpan Span) : TemplateNode(Span);

/// <summary><c>template "name" argument</c>, also where <c>block</c> defines it on the spot.</summary>
/// <param name="Argument">The dot of what is called; null for nil.</param>
public sealed record CallNode(string Name, TemplatePipeline? Argument, TextSpan Span) : TemplateNode(Span);

/// <summary><c>break</c>, inside of range only.</summary>
public sealed record BreakNode(TextSpan Span) : TemplateNode(Span);

/// <summary><c>continue</c>, inside of range only.</summary>
public sealed record ContinueNode(TextSpan Span) : TemplateNode(Span);

/// <summary>Commands, each of which gets the value of the one before as its last argument.</summary>
/// <param name="Variables">With the dollar sign; two only in range: index and element.</param>
/// <param name="IsAssignment">True for <c>$x = …</c>, false for <c>$x := …</c>.</param>
/// <param name="Commands">At least one.</param>
public sealed record TemplatePipeline(
    ImmutableArray<string> Variables, bool IsAssignment, ImmutableArray<TemplateCommand> Commands, TextSpan Span);

/// <summary>A value, or a function with its arguments.</summary>
/// <param name="Operands">At least one; more only after a function.</param>
public sealed record TemplateCommand(ImmutableArray<TemplateOperand> Operands, TextSpan Span);

/// <summary>Something that has a value.</summary>
public abstract record TemplateOperand(TextSpan Span);

/// <summary><c>.</c></summary>
public sealed record DotOperand(TextSpan Span) : TemplateOperand(Span);

/// <summary><c>nil</c></summary>
public sealed record NilOperand(TextSpan Span) : TemplateOperand(Span);

/// <summary><c>true</c> or <c>false</c></summary>
public sealed record BoolOperand(bool Value, TextSpan Span) : TemplateOperand(Span);

/// <summary>An integer, or a character.</summary>
public sealed record IntegerOperand(long Value, TextSpan Span) : TemplateOperand(Span);

/// <summary>A number with a point or an exponent.</summary>
public sealed record FloatOperand(double Value, TextSpan Span) : TemplateOperand(Span);

/// <summary>A text in quotes, escapes undone. A byte that is no valid UTF-8 is the char U+F700 + byte, as in lines.</summary>
public sealed record TextOperand(string Value, TextSpan Span) : TemplateOperand(Span);

/// <summary><c>.a.b</c></summary>
/// <param name="Names">At least one.</param>
public sealed record FieldOperand(ImmutableArray<string> Names, TextSpan Span) : TemplateOperand(Span);

/// <summary><c>$</c>, <c>$x</c>, <c>$x.a</c></summary>
/// <param name="Name">With the dollar sign.</param>
/// <param name="Fields">What follows it; often nothing.</param>
public sealed record VariableOperand(string Name, ImmutableArray<string> Fields, TextSpan Span) : TemplateOperand(Span);

/// <summary>A function's name.</summary>
public sealed record FunctionOperand(string Name, TextSpan Span) : TemplateOperand(Span);

/// <summary>A pipeline in parentheses, perhaps with fields behind it.</summary>
public sealed record PipelineOperand(TemplatePipeline Pipeline, ImmutableArray<string> Fields, TextSpan Span) : TemplateOperand(Span);
