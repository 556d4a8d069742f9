using System.Collections.Immutable;

namespace LogTail.Tests.Compiler.Emitting;

/// <summary>Programs and lines on which mtail rc50 and HEAD agree; what the metrics should be is mtail's to say. One table.</summary>
internal static class AgreementCases
{
    public static readonly ImmutableArray<AgreementCase> All =
    [
        new(
            "a pattern at the front of a condition takes all the rest",
            """
            counter c by case
            /x(\d+)/ && $1 == 11 || $1 == 22 {
              c["and or"]++
            }
            /x(\d+)/ || 1 == 1 && 1 == 2 {
              c["or and"]++
            }
            /x/ + /(\d+)/ && 1 == 2 || 1 == 1 && 1 == 1 {
              c["concatenation"]++
            }
            """,
            ["x11", "x22", "x33", "y"]),
        new(
            "a layout whose seconds take no fraction because one follows further on",
            """
            counter c
            /^t (.*)$/ {
              strptime($1, "2006-01-02 15:04:05,97,000Z07:00:00")
              c++
            }
            """,
            ["t 2024-02-03 04:05:06,97,000+00:00:00", "t x"]),
        new(
            "loops that would rather take nothing, which only the linear engine runs as Go does",
            """
            counter c by whole, group
            /^(a*?)+b/ {
              c[$0][$1]++
            }
            /((?:|x){2})+y/ {
              c[$0][$1]++
            }
            """,
            ["aab", "b", "xxy", "xxxy", "y", "a"]),
        new(
            "int arithmetic",
            """
            gauge r by op, a, b
            /^i (?P<a>[+-]?\d+) (?P<b>[+-]?\d+)$/ {
              r["add"][$a][$b] = $a + $b
              r["sub"][$a][$b] = $a - $b
              r["mul"][$a][$b] = $a * $b
              r["pow"][$a][$b] = $a ** $b
              r["and"][$a][$b] = $a & $b
              r["or"][$a][$b] = $a | $b
              r["xor"][$a][$b] = $a ^ $b
              r["mixed"][$a][$b] = $a + $b * 3 - 1 / 2
              r["compl"][$a][$b] = (~$a) & $b
              r["shl"][$a][$b] = $a << $b
              r["shr"][$a][$b] = $a >> $b
              r["div"][$a][$b] = $a / $b
              r["mod"][$a][$b] = $a % $b
            }
            """,
            [
                "i 7 2",
                "i -7 2",
                "i 7 -2",
                "i -7 -2",
                "i 9223372036854775807 1",
                "i -9223372036854775808 -1",
                "i 5 30",
                "i 2 63",
                "i -2 63",
                "i 3 39",
                "i 1 64",
                "i -8 64",
                "i 1 70",
                "i 0 0",
                "i 1 2147483646",
                "i 1 2147483647",
                "i 10 -3",
                "i -1 -3",
                "i 123456789 3",
                "i 7 22",
                "i -3 41",
                "i 99 9",
                "i 3 40",
                "i 13 17",
            ]),
        new(
            "float arithmetic",
            """
            gauge r by op, a, b
            /^f (?P<a>[+-]?\d+[.]\d+|[+-]?\d+[.]?\d*e[+-]?\d+) (?P<b>[+-]?\d+[.]\d+|[+-]?\d+[.]?\d*e[+-]?\d+)$/ {
              r["add"][$a][$b] = $a + $b
              r["sub"][$a][$b] = $a - $b
              r["mul"][$a][$b] = $a * $b
              $b > 0.0 || $b < 0.0 {
                r["div"][$a][$b] = $a / $b
                r["mod"][$a][$b] = $a % $b
              }
              r["pow"][$a][$b] = $a ** $b
            }
            """,
            [
                "f 0.5 2.0",
                "f 1.5 -3.5",
                "f -1.5 0.0",
                "f 1.1 10.0",
                "f 2.5 0.5",
                "f 3.0 39.0",
                "f -2.0 3.0",
                "f 1.7 2.3",
                "f 0.1 0.2",
                "f -0.0 1.0",
                "f 5.5 2.25",
                "f 1e-310 3.0",
                "f 1.0000001 1000.0",
                "f 9.99 17.0",
                "f 2.0 -1000.0",
                "f 1.5 -7.0",
                "f 0.3 0.7",
                "f 123.456 1.5",
                "f 1e200 1.5",
                "f 7.7 -300.5",
            ]),
        new(
            "compare floats",
            """
            counter c by op, a, b
            /^f (?P<a>[+-]?\d+[.]\d+) (?P<b>[+-]?\d+[.]\d+)$/ {
              $a < $b {
             c["lt"][$a][$b]++
             }
            }
            """,
            [
                "f 1.0 2.0",
                "f 2.0 1.0",
                "f 1.0 1.0",
            ]),
        new(
            "compare nan",
            """
            gauge g
            gauge h
            counter c by op, l
            /^(?P<l>\S+) (?P<x>\S+) (?P<y>\S+)$/ {
              float($x) < float($y) {
                c["lt"][$l]++
              }
              float($x) <= float($y) {
                c["le"][$l]++
              }
              float($x) == float($y) {
                c["eq"][$l]++
              }
              float($x) != float($y) {
                c["ne"][$l]++
              }
              float($x) >= float($y) {
                c["ge"][$l]++
              }
              float($x) > float($y) {
                c["gt"][$l]++
              }

              g = float($x)
              h = float($y)
              g < h {
                c["mlt"][$l]++
              }
              g <= h {
                c["mle"][$l]++
              }
              g == h {
                c["meq"][$l]++
              }
              g != h {
                c["mne"][$l]++
              }
              g >= h {
                c["mge"][$l]++
              }
              g > h {
                c["mgt"][$l]++
              }
              g = 0.0
              h = 0.0
            }
            """,
            [
                "l0 nan 1",
                "l1 1 nan",
                "l2 nan nan",
                "l3 1 1",
                "l4 1 2",
                "l5 2 1",
                "l6 inf inf",
                "l7 -inf inf",
                "l8 0 -0",
                "l9 1_0 10",
                "l10 0x1p4 16",
            ]),
        new(
            "compare strings",
            """
            counter c by op, l
            /^(?P<l>\d+\S+) (?P<x>\S+) (?P<y>\S+)$/ {
              $x < $y {
                c["lt"][$l]++
              }
              $x <= $y {
                c["le"][$l]++
              }
              $x == $y {
                c["eq"][$l]++
              }
              $x != $y {
                c["ne"][$l]++
              }
              $x >= $y {
                c["ge"][$l]++
              }
              $x > $y {
                c["gt"][$l]++
              }
            }
            """,
            [
                "0l a b",
                "1l b a",
                "2l a a",
                "3l 10 9",
                "4l a ab",
                "5l é z",
                "6l 😀 ￮",
                "7l 日 é",
                "8l Z a",
            ]),
        new(
            "compare generic",
            """
            gauge g by k
            text t
            counter c by op, l
            /^(?P<l>\d+\S+) (?P<x>\S+) (?P<y>\S+)$/ {
              g["x"] = $x
              g["x"] < $y {
                c["lt"][$l]++
              }
              g["x"] <= $y {
                c["le"][$l]++
              }
              g["x"] == $y {
                c["eq"][$l]++
              }
              g["x"] != $y {
                c["ne"][$l]++
              }
              g["x"] >= $y {
                c["ge"][$l]++
              }
              g["x"] > $y {
                c["gt"][$l]++
              }
              t = $x
              t < $y {
                c["tlt"][$l]++
              }
              t <= $y {
                c["tle"][$l]++
              }
              t == $y {
                c["teq"][$l]++
              }
              t != $y {
                c["tne"][$l]++
              }
              t >= $y {
                c["tge"][$l]++
              }
              t > $y {
                c["tgt"][$l]++
              }
            }
            """,
            [
                "0l 10 9",
                "1l 9 10",
                "2l a b",
                "3l 10 x",
                "4l x 10",
                "5l 1.0 1",
                "6l inf 5",
                "7l nan 5",
                "8l 0x1p1 2",
                "9l a a",
                "10l 1_0 10",
            ]),
        new(
            "compare generic int",
            """
            gauge g
            gauge h
            counter c by op, l
            /^(?P<l>\d+\S+) (?P<x>\d+) (?P<y>\d+)$/ {
              g = $x
              h = $y
              g < h {
                c["lt"][$l]++
              }
              g <= h {
                c["le"][$l]++
              }
              g == h {
                c["eq"][$l]++
              }
              g != h {
                c["ne"][$l]++
              }
              g >= h {
                c["ge"][$l]++
              }
              g > h {
                c["gt"][$l]++
              }
              g < $y {
                c["ylt"][$l]++
              }
              g <= $y {
                c["yle"][$l]++
              }
              g == $y {
                c["yeq"][$l]++
              }
              g != $y {
                c["yne"][$l]++
              }
              g >= $y {
                c["yge"][$l]++
              }
              g > $y {
                c["ygt"][$l]++
              }
              $x < g {
                c["xlt"][$l]++
              }
              $x <= g {
                c["xle"][$l]++
              }
              $x == g {
                c["xeq"][$l]++
              }
              $x != g {
                c["xne"][$l]++
              }
              $x >= g {
                c["xge"][$l]++
              }
              $x > g {
                c["xgt"][$l]++
              }
              g < 7 {
                c["7lt"][$l]++
              }
              g <= 7 {
                c["7le"][$l]++
              }
              g == 7 {
                c["7eq"][$l]++
              }
              g != 7 {
                c["7ne"][$l]++
              }
              g >= 7 {
                c["7ge"][$l]++
              }
              g > 7 {
                c["7gt"][$l]++
              }
              g < 7.5 {
                c["flt"][$l]++
              }
              g <= 7.5 {
                c["fle"][$l]++
              }
              g == 7.5 {
                c["feq"][$l]++
              }
              g != 7.5 {
                c["fne"][$l]++
              }
              g >= 7.5 {
                c["fge"][$l]++
              }
              g > 7.5 {
                c["fgt"][$l]++
              }
            }
            """,
            [
                "1l 1 2",
                "2l 2 2",
                "3l 8 3",
            ]),
        new(
            "string number compare",
            """
            counter c by op, l
            /^(?P<l>\d+\S+) (?P<x>\S+)$/ {
              $x < 5 {
                c["lt"][$l]++
              }
              $x <= 5 {
                c["le"][$l]++
              }
              $x == 5 {
                c["eq"][$l]++
              }
              $x != 5 {
                c["ne"][$l]++
              }
              $x >= 5 {
                c["ge"][$l]++
              }
              $x > 5 {
                c["gt"][$l]++
              }
              $x < 5.5 {
                c["flt"][$l]++
              }
              $x <= 5.5 {
                c["fle"][$l]++
              }
              $x == 5.5 {
                c["feq"][$l]++
              }
              $x != 5.5 {
                c["fne"][$l]++
              }
              $x >= 5.5 {
                c["fge"][$l]++
              }
              $x > 5.5 {
                c["fgt"][$l]++
              }
            }
            """,
            [
                "1l 10",
                "2l 5",
                "3l 6",
                "4l abc",
            ]),
        new(
            "assign faults",
            """
            gauge i
            gauge f
            text t
            gauge fd by k
            gauge id by k
            counter before
            counter done
            /^i (\S+)$/ {
              i = 1
              before++
              i = $1
              done++
            }
            /^f (\S+)$/ {
              f = 1.5
              before++
              f = $1
              done++
            }
            /^fi$/ {
              fd["a"] = 1.5
              fd["b"] = 1
              done++
            }
            /^if$/ {
              id["a"] = 1
              id["b"] = 1.5
              done++
            }
            /^t (\d+) (\d+[.]\d+)$/ {
              t = $1
              t = $2
              t += " " + $1
              t += $2
              t += 7
            }
            /^len (\S+)$/ {
              i = len($1)
              i += len($1)
              f = len($1)
              f += len($1)
              t = len($1)
            }
            /^fstr (\S+)$/ {
              f += $1
            }
            /^istr (\S+)$/ {
              i += $1
            }
            """,
            [
                "i 5",
                "i x",
                "i 1.5",
                "f 2",
                "f 2.5",
                "f x",
                "fi",
                "if",
                "t 007 1234567.0",
                "len héé",
                "fstr 1e2",
                "fstr x",
                "istr 12",
                "istr -",
                "f 0x10p-1",
                "f 1_000",
            ]),
        new(
            "captures",
            """
            counter c by k, v
            /^a(?P<x>b)?(?P<n>\d+)?$/ {
              c["x"][$x]++
              c["n"][$n]++
            }
            /^else (x)/ {
              /q(y)/ {
                c["inner"][$1]++
              } else {
                c["failed"][$1]++
              }
            }
            /^outer (x)(y)(z)/ {
              /z (w)/ {
                c["1"][$1]++
                c["2"][$2]++
                c["0"]["x"]++
              } else {
                c["e2"][$2]++
              }
            }
            /^cond (\d+)$/ && $1 > 5 {
              c["cond"][$1]++
            } else {
              c["condelse"][$1]++
            }
            """,
            [
                "ab12",
                "a12",
                "ab",
                "a",
                "else x",
                "else x qy",
                "outer xyz w",
                "outer xyz",
                "cond 7",
                "cond 3",
                "cond x",
            ]),
        new(
            "captures or",
            """
            counter c by k
            counter d by k
            const A /^x(\d+)/
            1 == 2 || A {
              c[$1]++
            }
            /^(?P<z>y)/ || 1 == 1 {
              d["before"]++
              d[$z]++
            }
            """,
            [
                "x5",
                "y",
                "z",
            ]),
        new(
            "dollar0",
            """
            counter c by k
            /b+(c)?/ {
              c[$0]++
              $0 =~ /bb/ {
                c[$0]++
              }
            }
            """,
            [
                "abbc",
                "b",
                "xbx",
            ]),
        new(
            "textmatch",
            """
            counter c by k, v
            /^(?P<u>\S+) (?P<n>\d+) (?P<f>\d+[.]\d+)$/ {
              $u =~ /^(\w+)-(\w+)$/ {
                c["parts"][$1 + "/" + $2]++
              } else {
                c["noparts"]["x"]++
              }
              $n =~ /^0/ {
                c["zero"][$n]++
              }
              $f =~ /E/ {
                c["E"][$f]++
              }
              $u !~ /^a/ {
                c["nota"][$u]++
              } else {
                c["isa"][$u]++
              }
              $u =~ "a.c" {
                c["strpat"][$u]++
              }
              $n =~ 7 {
                c["seven"][$n]++
              }
            }
            """,
            [
                "abc-def 007 1234567.5",
                "xyz 0170 2.5",
                "a.c 1 100000000000000000000000.5",
                "abc 10 0.00000001",
            ]),
        new(
            "truth",
            """
            gauge g by k
            counter c by k
            /^(?P<t>\S*) (?P<n>\d+) (?P<f>\d+[.]\d+)$/ {
              ($n) && 1 == 1 {
                c["int and"]++
              }
              ($f) && 1 == 1 {
                c["float and"]++
              }
              ($t) && 1 == 1 {
                c["str and"]++
              }
              ($t) || 1 == 2 {
                c["str or"]++
              }
              ($f) || 1 == 2 {
                c["float or"]++
              }
              ($n) || 1 == 2 {
                c["int or"]++
              }
              len($t) && 1 == 1 {
                c["len and"]++
              }
              len($t) || 1 == 2 {
                c["len or"]++
              }
              $n - 1 {
                c["n-1"]++
              }
              $f - 1.0 {
                c["f-1"]++
              }
              ~$n {
                c["compl"]++
              }
              ~($n - 1) {
                c["compl0"]++
              }
              g["x"]++ {
                c["inc"]++
              }
              g["y"]-- {
                c["dec"]++
              }
              1 == 2 || 1 == 1 && 1 == 2 {
                c["same level"]++
              }
            }
            """,
            [
                " 0 0.0",
                "abc 1 1.0",
                "x 0 0.5",
                " y",
            ]),
        new(
            "otherwise",
            """
            counter c by k
            /a/ {
              c["a"]++
              /b/ {
                c["ab"]++
              }
              otherwise {
                c["a other"]++
              }
            }
            /c/ {
              c["c"]++
            } else {
              c["not c"]++
              /d/ {
                c["d"]++
              }
            }
            otherwise {
              c["other"]++
            }
            otherwise {
              c["other2"]++
            }
            /e/ {
              otherwise {
                c["e other"]++
              }
              otherwise {
                c["e other2"]++
              }
            }
            otherwise {
              c["last"]++
            }
            """,
            [
                "a",
                "ab",
                "c",
                "d",
                "x",
                "e",
                "acd",
                "be",
            ]),
        new(
            "decorators",
            """
            counter c by k
            def syslog {
              /^(?P<date>\w+) (?P<rest>.*)$/ {
                c["pre"]++
                next
                c["post"]++
              } else {
                c["no"]++
              }
            }
            @syslog {
              c[$rest]++
              $rest =~ /x(\d+)/ {
                c[$1]++
              }
              otherwise {
                c["other"]++
              }
            }
            otherwise {
              c["top other"]++
            }
            """,
            [
                "Jan x12",
                "Jan y",
                "!!",
            ]),
        new(
            "evalorder",
            """
            gauge g by k
            gauge f by k
            gauge fb by k
            counter b
            counter c
            text t by k
            /^a$/ {
              f[b++] += 1.5
              t[b++] += "x"
              g[b++] += 2
            }
            /^b$/ {
              g["u"] = c + c++
              g["v"] = c++ + c
              g["w"] = c++ * 10 + c--
            }
            /^c$/ {
              g["read"]
              f["read"] > 1.0 {
              }
            }
            /^d (\S+)$/ {
              g["made"] = int($1)
              c++
            }
            /^e$/ {
              g["x" + b] = b++ & len("abc")
            }
            /^f (\S*)$/ {
              g[$1] = $1 & c++
            }
            /^g$/ {
              fb["x"] = fb["x"] + float(b)
            }
            """,
            [
                "a",
                "a",
                "b",
                "c",
                "d 5",
                "d x",
                "e",
                "f 6",
                "f x",
                "g",
            ]),
        new(
            "histograms",
            """
            histogram hi buckets 1, 2, 4
            histogram hf buckets 0.5, 1.5, 3 by k
            histogram hs buckets 1,2
            histogram hn buckets -1, 0, 1
            counter done by k
            /^i (\d+)$/ {
              hi = $1
            }
            /^if (\d+)$/ {
              hi = float($1)
              done["if"]++
            }
            /^f (\d+[.]\d+)$/ {
              hf["x"] = $1
            }
            /^fi (\d+)$/ {
              hf["y"] = $1
              done["fi"]++
            }
            /^s (\S+)$/ {
              hs = $1
              done["s"]++
            }
            /^n (\S+)$/ {
              hn = float($1)
            }
            /^add$/ {
              hi += done["add"]++
            }
            """,
            [
                "i 3",
                "i 4",
                "i 100",
                "if 2",
                "f 0.7",
                "f 2.5",
                "fi 1",
                "s 5",
                "n 0.5",
                "n 3",
                "add",
            ]),
        new(
            "del",
            """
            counter c by k
            counter done
            /^(\S+)$/ {
              c[$1]++
            }
            /^del (\S+)$/ {
              del c[$1]
              done++
            }
            /^exp (\S+)$/ {
              del c[$1] after 1h30m
              done++
            }
            /^zero (\S+)$/ {
              del c[$1] after 0s
              done++
            }
            """,
            [
                "a",
                "b",
                "c",
                "del a",
                "del q",
                "exp b",
                "exp q",
                "zero c",
                "zero c",
            ]),
        new(
            "stop",
            """
            counter c by k
            /a/ {
              c["a"]++
              /b/ {
                stop
              }
              c["a2"]++
            }
            c["end"]++
            """,
            [
                "a",
                "ab",
                "x",
            ]),
        new(
            "builtins",
            """
            gauge g by k, v
            text t by k, v
            /^s (?P<s>.*)$/ {
              g["len"][$s] = len($s)
              t["lower"][$s] = tolower($s)
              t["sub"][$s] = subst("a", "--", $s)
              t["sub0"][$s] = subst("", "-", $s)
              t["re"][$s] = subst(/[aeiou]+/, "<$1>", $s)
              t["re0"][$s] = tolower(subst("x*", "-", $s))
            }
            /^e (?P<s>.*)$/ {
              t["rex"][$s] = subst(/x*/, "-", $s)
            }
            /^n (?P<i>\d+) (?P<f>\d+[.]\d*)$/ {
              g["leni"]["x"] = len($i)
              g["lenf"]["x"] = len($f)
              g["len5"]["x"] = len(5)
              g["len1.5"]["x"] = len(1.5)
              t["subi"]["x"] = subst("0", "o", $i)
              t["subf"]["x"] = subst("E", "e", $f)
              t["str"]["x"] = string($i) + "|" + string($f)
              t["fl"]["x"] = string(float($i))
              t["tf"]["x"] = $f
            }
            /^b (?P<v>\S+) (?P<b>-?\d+)$/ {
              g["strtol"][$v] = strtol($v, $b)
            }
            /^file$/ {
              g["filelen"]["x"] = len(getfilename()) - len(getfilename())
            }
            /^int (?P<v>\S+)$/ {
              g["int"][$v] = int($v)
            }
            /^bool (?P<v>\d+)$/ {
              g["bool"]["x"]++
            }
            """,
            [
                "s Hello World",
                "s banana",
                "s ÀÉÎ ẞ Σ İ",
                "s ",
                "e abc",
                "e xxaxx",
                "e axxb",
                "e é日",
                "e ",
                "n 00123 1234567.",
                "n 5 0.00001",
                "b ff 16",
                "b zz 36",
                "b 10 2",
                "b 10 1",
                "b 10 37",
                "b 10 0",
                "b 10 -1",
                "b 9 8",
                "b -7f 16",
                "b +7 10",
                "b 7fffffffffffffff 16",
                "b 8000000000000000 16",
                "b 0x10 16",
                "b 1_0 10",
                "file",
                "int 12",
                "int -0012",
                "int 1.5",
                "int x",
                "int 99999999999999999999",
                "bool 1",
            ]),
        new(
            "time",
            """
            gauge ts by k
            counter c by k
            /^st (-?\d+) (\S+)$/ {
              settime($1)
              ts[$2] = timestamp()
              c[$2]++
            }
            /^sp (?P<d>\S+) (?P<k>\S+)$/ {
              strptime($d, "2006-01-02T15:04:05Z07:00")
              c[$k]++
              $k =~ /^unset/ {
                ts[$k] = timestamp() / 100000000
              } else {
                ts[$k] = timestamp()
              }
            }
            /^sq (?P<d>\S+) (?P<k>\S+)$/ {
              strptime($d, "2006-02-01T15:04:05Z07:00")
              ts[$k] = timestamp()
              c[$k]++
            }
            /^si (\d{8}) (\S+)$/ {
              strptime($1, "20060102")
              c["after " + $2]++
            }
            /^two (?P<d>\S+) (?P<k>\S+)$/ {
              strptime($d, "2006")
              settime(5)
              ts[$k] = timestamp()
            }
            /^slen (\S+)$/ {
              settime(len($1))
              c["after slen"]++
            }
            /^sstr (\S+)$/ {
              settime($1)
              c["after sstr"]++
            }
            """,
            [
                "st 5 a",
                "st -5 b",
                "st 99999999999999 far",
                "sp 2020-01-02T03:04:05Z z",
                "sp 2020-01-02T03:04:05+02:00 o",
                "sq 2020-01-02T03:04:05Z memo",
                "sq 2020-03-04T03:04:05Z swapped",
                "sp bad first",
                "sp bad unset",
                "si 20200102 i1",
                "si 20200102 i2",
                "si 20200103 i3",
                "two 2020 t",
                "sp 0001-01-01T00:00:00Z unset-zero",
                "sp 0000-01-01T00:00:00Z zero0",
                "sp 9999-12-31T23:59:59.999999999Z max",
                "slen abc",
                "sstr 55",
                "sp 1677-09-21T00:12:43.145224193Z lo",
            ]),
        new(
            "timers",
            """
            timer t by k
            text last
            hidden gauge h
            gauge g
            /^(\S+) (\d+)$/ {
              t[$1] = $2
              last = $1
              h = $2
              g = h * 2
            }
            """,
            [
                "a 1",
                "b 2",
            ]),
        new(
            "strcat",
            """
            counter c by k
            text t
            /^(?P<a>\S+) (?P<n>\d+) (?P<f>\d+[.]\d+)$/ {
              t = $a + $n + $f + "x" + 5 + 1.5
              c[$a + "-" + $n]++
              c[$f]++
              c[$n]++
            }
            """,
            [
                "abc 007 1234567.25",
                "x 1 0.5",
            ]),
        new(
            "strgauge",
            """
            gauge g
            gauge n by k
            /^g=(\S+)/ {
              g = $1
              g > 9 {
                n["big"]++
              }
            }
            /^one=(\d) (.)$/ {
              n[$1]++
              n[$2] += $1
            }
            """,
            [
                "g=10",
                "g=abc",
                "g=5",
                "one=3 x",
                "one=4 x",
            ]),
        new(
            "undetermined",
            """
            gauge never
            counter c by k
            def d {
              /x/ {
                next
              }
            }
            @d {
              c["x"]++
            }
            /y/ {
              never++
            }
            """,
            [
                "x",
            ]),
        new(
            "noloop settime memo",
            """
            counter c by k
            /^(?P<d>\S+)$/ {
              strptime($d, "2006-01-02")
              c[$d]++
            }
            """,
            [
                "2020-01-00",
                "2020-01-07",
                "2020-01-14",
                "2020-01-21",
                "2020-01-28",
                "2020-01-35",
                "2020-01-02",
                "2020-01-09",
                "2020-01-16",
                "2020-01-23",
                "2020-01-30",
                "2020-01-37",
                "2020-01-04",
                "2020-01-11",
                "2020-01-18",
                "2020-01-25",
                "2020-01-32",
                "2020-01-39",
                "2020-01-06",
                "2020-01-13",
                "2020-01-20",
                "2020-01-27",
                "2020-01-34",
                "2020-01-01",
                "2020-01-08",
                "2020-01-15",
                "2020-01-22",
                "2020-01-29",
                "2020-01-36",
                "2020-01-03",
                "2020-01-10",
                "2020-01-17",
                "2020-01-24",
                "2020-01-31",
                "2020-01-38",
                "2020-01-05",
                "2020-01-12",
                "2020-01-19",
                "2020-01-26",
                "2020-01-33",
                "2020-01-00",
                "2020-01-07",
                "2020-01-14",
                "2020-01-21",
                "2020-01-28",
                "2020-01-35",
                "2020-01-02",
                "2020-01-09",
                "2020-01-16",
                "2020-01-23",
                "2020-01-30",
                "2020-01-37",
                "2020-01-04",
                "2020-01-11",
                "2020-01-18",
                "2020-01-25",
                "2020-01-32",
                "2020-01-39",
                "2020-01-06",
                "2020-01-13",
                "2020-01-20",
                "2020-01-27",
                "2020-01-34",
                "2020-01-01",
                "2020-01-08",
                "2020-01-15",
                "2020-01-22",
                "2020-01-29",
                "2020-01-36",
                "2020-01-03",
                "2020-01-10",
                "2020-01-17",
                "2020-01-24",
                "2020-01-31",
                "2020-01-38",
                "2020-01-05",
                "2020-01-12",
                "2020-01-19",
                "2020-01-26",
                "2020-01-33",
                "2020-01-00",
                "2020-01-07",
                "2020-01-14",
                "2020-01-21",
                "2020-01-28",
                "2020-01-35",
                "2020-01-02",
                "2020-01-09",
                "2020-01-16",
                "2020-01-23",
                "2020-01-30",
                "2020-01-37",
                "2020-01-04",
                "2020-01-11",
                "2020-01-18",
                "2020-01-25",
                "2020-01-32",
                "2020-01-39",
                "2020-01-06",
                "2020-01-13",
                "2020-01-20",
                "2020-01-27",
                "2020-01-34",
                "2020-01-01",
                "2020-01-08",
                "2020-01-15",
                "2020-01-22",
                "2020-01-29",
                "2020-01-36",
                "2020-01-03",
                "2020-01-10",
                "2020-01-17",
                "2020-01-24",
                "2020-01-31",
                "2020-01-38",
                "2020-01-05",
                "2020-01-12",
                "2020-01-19",
                "2020-01-26",
                "2020-01-33",
                "2020-01-00",
                "2020-01-07",
                "2020-01-14",
                "2020-01-21",
                "2020-01-28",
                "2020-01-35",
                "2020-01-02",
                "2020-01-09",
                "2020-01-16",
                "2020-01-23",
                "2020-01-30",
                "2020-01-37",
                "2020-01-04",
                "2020-01-11",
                "2020-01-18",
                "2020-01-25",
                "2020-01-32",
                "2020-01-39",
                "2020-01-06",
                "2020-01-13",
                "2020-01-20",
                "2020-01-27",
                "2020-01-34",
                "2020-01-01",
                "2020-01-08",
                "2020-01-15",
                "2020-01-22",
                "2020-01-29",
                "2020-01-36",
                "2020-01-03",
                "2020-01-10",
                "2020-01-17",
                "2020-01-24",
                "2020-01-31",
                "2020-01-38",
                "2020-01-05",
                "2020-01-12",
                "2020-01-19",
                "2020-01-26",
                "2020-01-33",
                "2020-01-00",
                "2020-01-07",
                "2020-01-14",
                "2020-01-21",
                "2020-01-28",
                "2020-01-35",
                "2020-01-02",
                "2020-01-09",
                "2020-01-16",
                "2020-01-23",
                "2020-01-30",
                "2020-01-37",
                "2020-01-04",
                "2020-01-11",
                "2020-01-18",
                "2020-01-25",
                "2020-01-32",
                "2020-01-39",
                "2020-01-06",
                "2020-01-13",
                "2020-01-20",
                "2020-01-27",
                "2020-01-34",
                "2020-01-01",
                "2020-01-08",
                "2020-01-15",
                "2020-01-22",
                "2020-01-29",
                "2020-01-36",
                "2020-01-03",
                "2020-01-10",
                "2020-01-17",
                "2020-01-24",
                "2020-01-31",
                "2020-01-38",
                "2020-01-05",
                "2020-01-12",
                "2020-01-19",
                "2020-01-26",
                "2020-01-33",
                "2020-02-30",
                "2020-02-30",
                "2020-02-30",
                "x",
                "2020-01-05",
                "x",
            ]),
        new(
            "a keyed histogram whose first observation fails has no time",
            """
            histogram h buckets 1, 2.5 by k
            /f=(\d+\.\d+) n=(\d+)/ {
              h["right"] = $1
              h["an int where floats are wanted"] = $2
            }
            """,
            ["f=1.5 n=7"]),
        new(
            "powers of literals have the digits of powers at run time",
            """
            gauge g by of
            /f=(\d+\.\d+)/ {
              g["literals"] = 0.1 ** 10.0
              g["capture"] = $1 ** 10.0
              g["ints"] = float(string(3 ** 39)) + 0.5
            }
            """,
            ["f=0.1"]),
        new(
            "the empty pattern has no $0, and a group that is repeated zero times is none",
            """
            counter whole by k
            counter part by k, what
            counter gone by k
            /^(?P<line>x.*)$/ {
              // {
                whole[$0]++
              }
              /(a){0}(?P<b>y)/ {
                part[$b, "by name"]++
                part[$2, "by number"]++
                gone[$1]++
              }
              /(y)(z){0}(?:q){0}/ {
                part[$1, "outer"]++
              }
              /()(?P<line2>z){0}/ {
                part[$line, "outer name"]++
              }
            }
            """,
            ["xyz"]),
        new(
            "a pattern of which the source generator makes what is no C#",
            """
            counter c by whole, g1, g2
            /\A(?i:ς){2}|(?:\PL)\x41+(?P<n1>|(?:\zß){1}|((\pL{0}))){0,3}?/ {
              c[$0][$1][$2]++
            }
            """,
            ["ςΣ", "1AA", "x", "-Aß"]),
        new(
            "what is added to a call is compared as the call is, by what it looks like",
            """
            counter c by case
            gauge g
            /s=(?P<v>\d{1})/ {
              tolower($v) + tolower($v) != $v + "-2" {
                c["call and call"]++
              }
            }
            /s=(?P<v>\d{1})/ {
              string(5) + $v + "6" != $v + "-2" {
                c["call and captures"]++
              }
            }
            /s=(?P<v>\d{1})/ {
              tolower($v) + "0" > "9" {
                c["90 is more than 9"]++
              }
              $v + tolower("0") > "9" {
                c["the text 90 comes after the text 9"]++
              }
              tolower($v) + 0 > "10" {
                c["a number makes it a text"]++
              }
            }
            /s=(?P<v>\d{1})/ {
              g = $v
              g + $v != $v + "-2" {
                c["metric and capture"]++
              }
              tolower($v) + g != $v + "-2" {
                c["call and metric"]++
              }
            }
            """,
            ["s=9", "s=2"]),
    ];
}
