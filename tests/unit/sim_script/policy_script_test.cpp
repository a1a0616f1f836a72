// What a script sees, may do and answers.
#include "sim/script/policy_script.hpp"

#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/random/arithmetic.hpp"
#include "tests/unit/sim_script/script.hpp"

namespace hotline::sim {
namespace {

using test_script::load;
using test_script::select_body;
using test_script::trouble;

const RandomBook kBook(1, 0);

SimTime at(std::int64_t us) {
  return SimTime(Duration(us));
}

Question question_at(std::int64_t us, std::int64_t free = 1) {
  return Question{at(us), kBook, 0, 0, free};
}

WaitingView head(std::uint32_t line, std::int64_t since) {
  WaitingView view;
  view.line = line;
  view.since = at(since);
  view.arrival = line + 1;
  return view;
}

/// The position that a body of select() answers for three lines.
std::size_t answer(const std::string& body, std::vector<ScriptParameter> parameters = {}) {
  const Result<Scripted> rule =
      load(select_body(body), ScriptFunction::kSelect, std::move(parameters));
  EXPECT_TRUE(rule) << rule.error().message;
  std::vector<WaitingView> waiting{head(7, 10), head(8, 20), head(9, 30)};
  waiting[1].due = at(500);
  waiting[1].priority = -3;
  waiting[1].length = 4;
  waiting[1].weight = 2.5;
  waiting[1].mean_service = Duration(60);
  waiting[1].work = Duration(40);
  waiting[1].size = Duration(50);
  waiting[1].rank = 6;
  waiting[1].reserve = 2;
  return Selection(*rule).select(question_at(100, 3), waiting);
}

/// Whether a condition on `w`, the second of three lines, and `question` holds.
bool holds(const std::string& condition) {
  return answer("local w = waiting[2] if " + condition + " then return 1 end return 2") == 0;
}

TEST(PolicyScript, SeesEveryFieldOfALine) {
  EXPECT_TRUE(holds("w.line == 8 and w.since == 20 and w.waited == 80 and w.due == 500"));
  EXPECT_TRUE(holds("w.priority == -3 and w.arrival == 9 and w.length == 4 and w.weight == 2.5"));
  EXPECT_TRUE(holds("w.mean_service == 60 and w.work == 40 and w.size == 50"));
  EXPECT_TRUE(holds("w.rank == 6 and w.reserve == 2"));
  EXPECT_TRUE(holds("waiting[1].due == nil")) << "never due";
  EXPECT_TRUE(holds("question.now == 100 and question.free == 3 and #waiting == 3"));
  EXPECT_TRUE(holds("waiting[0] == nil and waiting[4] == nil and waiting[-1] == nil"));
  EXPECT_TRUE(holds("math.type(w.since) == 'integer' and math.type(w.weight) == 'float'"));
}

TEST(PolicyScript, SeesEveryFieldOfAServer) {
  const Result<Scripted> rule = load(
      "function route(question, servers)\n"
      "  local s = servers[1]\n"
      "  assert(s.unit == 4 and s.free == 2 and s.present == 5 and s.waiting == 1)\n"
      "  assert(s.in_system == 4 and s.work == 70 and s.idle_since == 60 and s.weight == 0.5)\n"
      "  assert(s.mean_service == 80 and s.rank == 3 and s.item_waited == 9 and s.reserve == 1)\n"
      "  assert(servers[2].idle_since == nil)\n"
      "  assert(question.item == 77 and question.number == 2)\n"
      "  return 2\n"
      "end",
      ScriptFunction::kRoute);
  ASSERT_TRUE(rule) << rule.error().message;
  ServerView server;
  server.unit = 4;
  server.free = 2;
  server.present = 5;
  server.waiting = 1;
  server.work = Duration(70);
  server.idle_since = at(60);
  server.mean_service = Duration(80);
  server.weight = 0.5;
  server.rank = 3;
  server.item_waited = Duration(9);
  server.reserve = 1;
  const std::vector<ServerView> servers{server, ServerView{}};
  EXPECT_EQ(Routing(*rule).select(Question{at(100), kBook, 77, 2}, servers), 1U);
}

TEST(PolicyScript, AnswersAPositionOrNobody) {
  EXPECT_EQ(answer("return 3"), 2U);
  EXPECT_EQ(answer("return 3.0"), 2U);
  EXPECT_EQ(answer("return nil"), kNobody);
  EXPECT_EQ(answer("return"), kNobody);
  for (const char* wrong : {"0", "2", "-1", "1.5", "'1'", "true", "{}", "waiting[1]", "0/0"}) {
    const std::string said = trouble(select_body(std::string("return ") + wrong));
    EXPECT_EQ(said.substr(0, 26), "my.lua:1: select() answere") << wrong << ": " << said;
  }
}

TEST(PolicyScript, MayDeclineSoThatItIsAskedEvenAboutOneLine) {
  const Result<Scripted> rule = load(select_body("return nil"));
  ASSERT_TRUE(rule);
  EXPECT_TRUE(Selection(*rule).may_decline());
  EXPECT_TRUE(Routing(*rule).may_decline());
  EXPECT_FALSE(Routing(*rule).takes_first());
}

TEST(PolicyScript, HasItsParameters) {
  const std::vector<ScriptParameter> given{
      {"patient", true}, {"reserve", std::int64_t{3}}, {"alpha", 2.5}};
  EXPECT_EQ(answer("if parameters.patient and parameters.reserve == 3 and parameters.alpha == 2.5 "
                   "and parameters.other == nil then return 2 end return 1",
                   given),
            1U);
  const auto number = [](std::vector<ScriptParameter> parameters) {
    return Selection(*load(select_body("return 1"), ScriptFunction::kSelect, std::move(parameters)))
        .number();
  };
  EXPECT_EQ(number(given), number(given));
  EXPECT_NE(number(given), number({}));
  EXPECT_NE(number({{"a", std::int64_t{0}}}), number({{"a", 0.0}}));
  EXPECT_NE(number({{"a", std::int64_t{1}}}), number({{"b", std::int64_t{1}}}));
  EXPECT_NE(Selection(*load(select_body("return 1"))).number(),
            Selection(*load(select_body("return  1"))).number());
}

TEST(PolicyScript, KeepsNothingFromOneQuestionToTheNext) {
  for (const char* text :
       {"count = 0 function select(q, w) count = count + 1 return count end",
        "local count = 0 function select(q, w) count = count + 1 return count end",
        "local kept = {1} function select(q, w) local n = kept[1] kept[1] = n + 1 return n end",
        "local f = function(k) return k and 2 or 1 end local k "
        "function select(q, w) local n = f(k) k = true return n end"}) {
    const Result<Scripted> rule = load(text);
    ASSERT_TRUE(rule) << rule.error().message;
    const Selection policy(*rule);
    const std::vector<WaitingView> waiting{head(0, 1), head(1, 2), head(2, 3)};
    for (int i = 0; i < 5; ++i) {
      EXPECT_EQ(policy.select(question_at(100), waiting), 0U) << text;
    }
  }
}

TEST(PolicyScript, CannotWriteWhatItSees) {
  for (const char* body : {"waiting[1] = nil", "waiting[1].weight = 3", "question.now = 1",
                           "parameters.x = 1", "math.floor = nil", "waiting.mine = 1"}) {
    EXPECT_NE(trouble(select_body(body)).find("read-only"), std::string::npos)
        << body << ": " << trouble(select_body(body));
  }
}

TEST(PolicyScript, FindsOnlyASmallLibrary) {
  for (const char* name :
       {"os",       "io",      "debug",   "load",           "loadstring",   "loadfile",
        "dofile",   "require", "package", "coroutine",      "string",       "table",
        "utf8",     "pairs",   "next",    "pcall",          "xpcall",       "tostring",
        "tonumber", "print",   "warn",    "collectgarbage", "setmetatable", "getmetatable",
        "rawset",   "rawget",  "_G",      "_VERSION"}) {
    EXPECT_EQ(trouble(select_body("assert(" + std::string(name) + " == nil) return 1")), "")
        << name;
  }
  for (const char* name : {"random", "randomseed", "pow", "sin", "cos", "tan", "pi", "ult"}) {
    EXPECT_EQ(trouble(select_body("assert(math." + std::string(name) + " == nil) return 1")), "")
        << name;
  }
}

TEST(PolicyScript, ReckonsWithTheProjectsOwnExponentialAndLogarithm) {
  for (const double x : {0.1, 1.0, 2.75, 300.0}) {
    const auto same = [x](const std::string& expression, double expected) {
      const std::vector<ScriptParameter> given{{"x", x}, {"y", expected}};
      return answer("if " + expression + " == parameters.y then return 1 end return 2", given) == 0;
    };
    EXPECT_TRUE(same("math.exp(parameters.x)", fixed_exp(x)));
    EXPECT_TRUE(same("math.log(parameters.x)", fixed_log(x)));
  }
  EXPECT_EQ(trouble(select_body("math.log(0)")),
            "my.lua:2: found math.log of a number that is not above 0 and finite");
  EXPECT_EQ(trouble("-- a\nlocal x = 2 ^ 0.5").substr(0, 20), "my.lua:2: found '^' ");
}

TEST(PolicyScript, TossesAddressedCoinsWhereAnItemAsks) {
  const Result<Scripted> rule = load(
      "function route(question, servers)\n"
      "  assert(random(3) == random(3) and random(0) == random() and random(3) ~= random(4))\n"
      "  return 1 + math.floor(random(3) * #servers)\n"
      "end",
      ScriptFunction::kRoute);
  ASSERT_TRUE(rule) << rule.error().message;
  const std::vector<ServerView> servers(8);
  for (std::uint64_t item = 1; item < 50; ++item) {
    const Question question{at(0), kBook, item, 1};
    EXPECT_EQ(Routing(*rule).select(question, servers),
              static_cast<std::size_t>(question.uniform(3) * 8));
  }
  EXPECT_NE(trouble(select_body("random()")).find("allowed in route()"), std::string::npos);
}

TEST(PolicyScript, OrdersALineAndInterruptsOnlyIfItSaysSo) {
  const Joining item{at(10), at(90), Duration(7), Duration(8)};
  const Selection plain(*load(select_body("return 1")));
  EXPECT_EQ(plain.place(item), at(10)) << "in order of arrival";
  EXPECT_FALSE(plain.before(question_at(100), head(0, 1), head(1, 2)));
  const Selection rich(*load(select_body("return 1") +
                             "\nfunction place(item) return item.due - item.work - item.size end"
                             "\nfunction before(question, a, b) return a.since > b.since end"));
  EXPECT_EQ(rich.place(item), at(90 - 7 - 8));
  EXPECT_TRUE(rich.before(question_at(100), head(0, 2), head(1, 1)));
  EXPECT_FALSE(rich.before(question_at(100), head(0, 1), head(1, 2)));
  const Selection endless(
      *load(select_body("return 1") + "\nfunction place(item) return math.mininteger end"));
  EXPECT_GT(endless.place(item), SimTime(Duration::min())) << "the head of the line is not for it";
}

TEST(PolicyScript, SaysFileAndLine) {
  EXPECT_EQ(trouble("function select(question, waiting)\n\n  return waiting[1].wieght\nend"),
            "my.lua:3: found 'wieght' in 'waiting', allowed are the names in docs/POLICIES.md");
  EXPECT_EQ(trouble("function select(question, waiting)\n  return nothing.at.all\nend"),
            "my.lua:2: attempt to index a nil value (global 'nothing')");
  EXPECT_EQ(trouble("function select(question, waiting\n"), "my.lua:2: ')' expected near <eof>");
  EXPECT_EQ(trouble("\n\nerror('too late')"), "my.lua:3: too late");
  EXPECT_EQ(trouble(select_body("error({})")),
            "my.lua:2: found an error that is no text but a table");
  EXPECT_EQ(trouble(select_body("error()")), "my.lua:2: found an error that is no text but a nil");
  EXPECT_EQ(trouble(select_body("assert(false, 'never')")), "my.lua:2: never");
  EXPECT_EQ(trouble(select_body("error('two\\nlines\\0', 0)")), "my.lua:2: two?lines?");
  EXPECT_EQ(trouble("x = 1"),
            "my.lua:1: found no function select(question, waiting), which is what it is asked for");
  EXPECT_EQ(trouble("select = 3"), "my.lua: 'select' is a number, allowed a function");
  EXPECT_EQ(trouble("\x1bLua"), "my.lua: attempt to load a binary chunk (mode is 't')");
}

TEST(PolicyScript, StaysUsableAfterAnError) {
  const Result<Scripted> rule = load(select_body("assert(#waiting > 1) return 2"));
  ASSERT_TRUE(rule);
  const Selection policy(*rule);
  const std::vector<WaitingView> one(1);
  const std::vector<WaitingView> two(2);
  for (int i = 0; i < 3; ++i) {
    EXPECT_THROW((void)policy.select(question_at(1), one), PolicyFailure);
    EXPECT_EQ(policy.select(question_at(1), two), 1U);
  }
}

}  // namespace
}  // namespace hotline::sim
