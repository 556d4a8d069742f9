namespace LogTail.Tests.Language.GrokExporter.Templates;

/// <summary>What a template is, as the <c>text/template</c> of Go 1.19 says: each was tried with it.</summary>
public class TemplateSyntaxTests
{
    [Theory]
    [InlineData("{{range .t}}{{end }{{.t}}")]
    [InlineData("{{if .t}}{{end(}}")]
    [InlineData("{{if .t}}{{end.}}")]
    [InlineData("{{if .t}}{{else .t}}{{end}}")]
    [InlineData("{{range .t}}{{break .t}}{{end}}")]
    [InlineData("{{range .t}}{{continue 1}}{{end}}")]
    [InlineData("{{1._5}}")]
    [InlineData("{{1__0}}")]
    [InlineData("{{0x1.8}}")]
    [InlineData("{{if$x}}{{end}}")]
    [InlineData("{{.t}")]
    [InlineData("{{.t.}}")]
    [InlineData("{{ .t /* no */ }}")]
    [InlineData("{{/* no }}")]
    [InlineData("{{break}}")]
    [InlineData("{{define T}}{{end}}")]
    [InlineData("{{if .t}}{{else}}{{else}}{{end}}")]
    [InlineData("{{if .t}}{{define \"a\"}}{{end}}{{end}}")]
    [InlineData("{{define \"a\"}}{{define \"b\"}}{{end}}{{end}}")]
    public void Refuses_what_Go_refuses(string template) => Assert.Contains("error LT0414: The template of label a is wrong: ", Check(template), StringComparison.Ordinal);

    [Theory]
    [InlineData("{{range.extra}}{{.}}{{end}}")]
    [InlineData("{{if(.t)}}{{.t}}{{end }}")]
    [InlineData("{{with.t}}{{.}}{{else }}{{end}}")]
    [InlineData("{{range .t}}{{break }}{{end}}")]
    [InlineData("{{1_0.5_5e1_0}}{{.5}}{{5.}}{{-1}}{{+1}}")]
    [InlineData("{{if .t}}{{block \"a\" .}}x{{end}}{{end}}")]
    [InlineData("{{- .t -}} } }} {{/* a */}}{{- /* b */ -}}")]
    [InlineData("{{define \"a\"}}{{end}}{{define \"a\"}}x{{end}}{{define \"a\"}} {{end}}{{.t}}")]
    public void Accepts_what_Go_accepts(string template) => Assert.Equal("", Check(template));

    private static string Check(string template) => Configurations.RenderCheck(
        $"global: {{config_version: 3}}\nmetrics:\n- type: counter\n  name: c\n  help: h\n  match: '(?<t>.*)'\n  labels:\n    a: '{template}'\n");
}
