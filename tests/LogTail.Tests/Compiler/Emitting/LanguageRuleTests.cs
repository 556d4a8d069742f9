namespace LogTail.Tests.Compiler.Emitting;

/// <summary>
/// Rules of the language for which the installed mtail is no witness: what only HEAD has, and what shows in times and faults. Expectations: spec/mtail-language.md.
/// </summary>
public sealed class LanguageRuleTests
{
    // programs/README.md, beyond mtail
    [Fact]
    public void Del_with_a_star_removes_whatever_the_value_of_that_key()
    {
        var program = RunningProgram.Start("""
            counter c by host, user
            /^(?P<h>\w) (?P<u>\w?)$/ {
              c[$h, $u]++
            }
            /^no user (?P<x>\w)$/ {
              del c[*, $x]
            }
            /^no host (?P<x>\w)$/ {
              del c[$x][*]
            }
            /^nothing$/ {
              del c[*][*]
            }

            """);
        program.Run("a x", "b x", "a y", "b ", "no user x");
        program.Has("c[a,y] 1", "c[b,] 1");
        program.Run("no host b");
        program.Has("c[a,y] 1");
        program.Run("b y", "nothing");
        program.Has();
    }

    // §11.7
    [Fact]
    public void Begin_blocks_run_once_and_in_order_before_any_line()
    {
        var program = RunningProgram.Start("""
            counter starts by file, k
            gauge g
            text t
            begin {
              starts[getfilename()]["a"]++
              t = "x"
            }
            /./ {
              g = starts["test.mtail"]["a"]
            }
            begin {
              t += "y"
              starts[getfilename()]["b"] = int(t)
              starts["never"]["reached"]++
            }

            """);
        program.Run("one", "two");
        program.Has("starts[test.mtail,a] 1", "starts[test.mtail,b] 0", "g 1", "t xy");
        Assert.Single(program.Faults);
    }

    // §11.8
    [Fact]
    public void Names_of_the_log_filter_are_told()
    {
        var program = RunningProgram.Start("log_filter \"/var/log/a.log\"\nlog_filter b, \"c\\\"\"\ncounter c\n/x/ {\n  c++\n}\n");
        Assert.Equal(["/var/log/a.log", "b", "c\""], program.Program.LogFilter.AsEnumerable());
        Assert.Empty(RunningProgram.Start("counter c\n/x/ {\n  c++\n}\n").Program.LogFilter);
    }

    // §12, §6.2
    [Fact]
    public void Defined_tells_whether_a_group_took_part_and_faults_when_the_pattern_did_not_match()
    {
        var program = RunningProgram.Start("""
            counter c by k
            /^(a)?(b)?$/ {
              defined($1) {
                c["1"]++
              }
              defined($2) {
                c["2"]++
              }
            } else {
              c["else"]++
              defined($1) {
              }
              c["never"]++
            }

            """);
        program.Run("a", "b", "ab", "", "x");
        program.Has("c[1] 2", "c[2] 2", "c[else] 1");
        Assert.Equal(["11: `defined($1)`: the pattern of that group has not matched this line"], program.Faults);
    }

    // §9.3: the flag stays as defined() left it when the whole condition is false.
    [Fact]
    public void Defined_moves_the_matched_flag()
    {
        var program = RunningProgram.Start("""
            counter c by k
            /^(a)?x/ {
              defined($1) && 1 == 2 {
              }
              otherwise {
                c["otherwise"]++
              }
            }

            """);
        program.Run("ax", "x");
        program.Has("c[otherwise] 1");
    }

    // §6.4
    [Fact]
    public void Several_patterns_may_stand_in_one_condition()
    {
        var program = RunningProgram.Start("""
            counter c by k
            const B /b(\d+)/
            /a(\d+)/ && B {
              c[$1]++
            }
            /c(?P<n>\w)/ && $n =~ /[x-z]/ {
              c[$n]++
            }

            """);
        program.Run("a1 b2", "a1", "b2", "cx", "ca");
        program.Has("c[2] 1", "c[x] 1");
    }

    // §6.4: with || the last pattern may not have run.
    [Fact]
    public void A_capture_of_a_pattern_that_has_not_run_is_a_fault()
    {
        var program = RunningProgram.Start("""
            counter c by k
            const B /b(\d+)/
            /a/ || B {
              c["in"]++
              c[$1]++
            }

            """);
        program.Run("a b1", "b2");
        program.Has("c[in] 2", "c[2] 1");
        Assert.Equal(["5: `$1`: the pattern of that group has not matched this line"], program.Faults);
    }

    // §6.2: nor after a match that failed.
    [Fact]
    public void A_capture_after_a_negated_match_is_a_fault()
    {
        var program = RunningProgram.Start("""
            counter c by k
            /^(?P<x>.*)$/ {
              $x !~ /q(.)/ {
                c["no q"]++
                c[$1]++
              } else {
                c[$1]++
              }
            }

            """);
        program.Run("a", "qz");
        program.Has("c[no q] 1", "c[z] 1");
        Assert.Single(program.Faults);
    }

    // §11.3, HEAD: what is not above the lowest bound is in the first bucket.
    [Fact]
    public void A_value_below_the_lowest_bound_is_in_the_first_bucket()
    {
        var program = RunningProgram.Start("""
            histogram h buckets 1, 2, 4
            /(-?\d+(?:\.\d+)?)/ {
              h = $1
            }

            """);
        program.Run("0", "-5", "1", "1.5", "4", "5");
        program.Has("h 6 6.5 [3 1 1 1]");
    }

    // §8.5
    [Fact]
    public void With_NaN_only_the_negations_are_true()
    {
        var program = RunningProgram.Start("""
            counter c by op
            /(\S+) (\S+)/ {
              float($1) < float($2) { c["<"]++ }
              float($1) > float($2) { c[">"]++ }
              float($1) == float($2) { c["=="]++ }
              float($1) <= float($2) { c["<="]++ }
              float($1) >= float($2) { c[">="]++ }
              float($1) != float($2) { c["!="]++ }
            }

            """);
        program.Run("nan 1", "1 NaN");
        program.Has("c[<=] 2", "c[>=] 2", "c[!=] 2");
    }

    // §8.1, §20.4: bytes that are not UTF-8 stand in a line as U+F700 + b.
    [Fact]
    public void A_byte_that_is_not_UTF_8_counts_as_one_and_is_compared_as_itself()
    {
        var program = RunningProgram.Start("""
            gauge bytes by k
            counter c by k
            /^(\S+) (.*)$/ {
              bytes[$1] = len($2)
              $2 < "😀" {
                c[$1]++
              }
            }

            """);
        program.Run("escape \uF7FF", "low \uF780", "plain é", "mixed a\uF7C3b");
        program.Has("bytes[escape] 1", "bytes[low] 1", "bytes[plain] 2", "bytes[mixed] 3", "c[low] 1", "c[plain] 1", "c[mixed] 1");
    }

    // §11.2, §13.1
    [Fact]
    public void Updates_are_stamped_with_the_time_register_or_with_now()
    {
        var program = RunningProgram.Start("""
            counter c by k
            /(\d+) (\d+)/ {
              c["now"]++
              settime($1)
              c["then"]++
              settime($2)
              c["far"]++
            }

            """);
        program.Run("5 99999999999999");
        Assert.Equal(
            [$"c[now] {RunningProgram.Now}", "c[then] 5000000000", $"c[far] {unchecked(99999999999999 * 1_000_000_000)}"],
            program.Stamps);
    }

    // §13.1: the register is fresh on every line.
    [Fact]
    public void The_time_register_does_not_survive_the_line()
    {
        var program = RunningProgram.Start("""
            gauge g by k
            /set/ {
              settime(7)
            }
            /^(\w+)/ {
              g[$1] = timestamp()
            }

            """);
        program.Run("set", "other");
        program.Has("g[set] 7", $"g[other] {RunningProgram.Now / 1_000_000_000}");
    }

    // §1: a fault ends the line only, and what was done before it stays.
    [Fact]
    public void A_fault_ends_its_line_and_names_the_line_of_the_program()
    {
        var program = RunningProgram.Start("""
            counter c by k
            gauge g
            /^(\S+)$/ {
              c["before"]++
              g = int($1)
              c["after"]++
            }

            """);
        program.Run("1", "x", "2");
        program.Has("c[before] 3", "c[after] 2", "g 2");
        Assert.Equal(["5: `$1` is not a 64-bit integer on this line"], program.Faults);
        Assert.Equal((3, 1), (program.Program.LineCount, program.Program.FaultCount));
    }

    // §12: the name of the line's source.
    [Fact]
    public void Getfilename_gives_the_source_of_the_line()
    {
        var program = RunningProgram.Start("counter c by file\n/x/ {\n  c[getfilename()]++\n}\n");
        program.Run("x", "x");
        program.Has("c[/var/log/test.log] 2");
    }

    // §8.2: a key that is neither text nor number, after all keys were evaluated.
    [Fact]
    public void A_key_that_cannot_be_text_is_a_fault_once_all_keys_are_evaluated()
    {
        var program = RunningProgram.Start("""
            counter c by a, b
            counter n
            /x/ {
              c[1 < 2][n++]++
            }

            """);
        program.Run("x");
        program.Has("n 1");
        Assert.Single(program.Faults);
    }

    // Not a rule of the language, but a limit of ours.
    [Fact]
    public void A_text_that_grows_without_end_costs_lines_and_not_the_process()
    {
        var program = RunningProgram.Start("""
            text t
            counter c
            /x/ {
              t = t + t + "0123456789abcdef0123456789abcdef"
              c++
            }

            """);
        program.Run(Enumerable.Repeat("x", 40).ToArray());
        Assert.Empty(program.Failures);
        Assert.InRange((int)program.Program.FaultCount, 20, 30);
    }

    // Extension: !cond
    [Fact]
    public void Not_turns_a_condition_round()
    {
        var program = RunningProgram.Start("""
            counter c by k
            !/a(.)/ {
              c["no a"]++
            } else {
              c[$1]++
            }
            /^(\d+)$/ && !($1 > 5) {
              c["small"]++
            }

            """);
        program.Run("az", "3", "8");
        program.Has("c[z] 1", "c[no a] 2", "c[small] 1");
    }
}
