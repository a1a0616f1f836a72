// No script brings the process down, or keeps it.
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/unit/sim_script/script.hpp"

namespace hotline::sim {
namespace {

using test_script::load;
using test_script::select_body;
using test_script::trouble;

const std::string kSteps = "used more than 100000 steps for one decision";
const std::string kMemory = "used more than 256 KiB of memory for one decision";

TEST(HostileScript, IsStoppedAfterSoManySteps) {
  EXPECT_EQ(trouble(select_body("while true do end")), "my.lua:2: " + kSteps);
  EXPECT_EQ(trouble(select_body("for i = 1, math.maxinteger do end")), "my.lua:2: " + kSteps);
  EXPECT_EQ(trouble(select_body("::again:: goto again")), "my.lua:2: " + kSteps);
  EXPECT_EQ(trouble("while true do end"), "my.lua:1: " + kSteps);
  EXPECT_EQ(trouble(select_body("local function f() return f() end return f()")),
            "my.lua:2: " + kSteps)
      << "a tail call needs no stack";
}

TEST(HostileScript, GetsSoMuchMemory) {
  for (const char* body :
       {"local t = {} while true do t[#t + 1] = {} end",
        "local s = 'x' while true do s = s .. s end", "local t = {} for i = 1, 1e9 do t[i] = i end",
        "while true do local t = {1, 2, 3, 4} end",
        "local function f() return 1 + f() end return f()",
        "local t = {} for i = 1, 1e9 do t['k' .. i] = i end",
        "local function f(...) return f(1, ...) end return f()"}) {
    EXPECT_EQ(trouble(select_body(body)), "my.lua:2: " + kMemory) << body;
  }
}

TEST(HostileScript, CannotStoreUpMemoryOverManyDecisions) {
  const Result<Scripted> rule =
      load(select_body("kept = {} for i = 1, 1000 do kept[i] = {i} end return 1"));
  ASSERT_TRUE(rule);
  const Selection policy(*rule);
  const RandomBook book(1, 0);
  const std::vector<WaitingView> waiting(1);
  for (int i = 0; i < 2000; ++i) {  // 150 MB, if anything were kept
    ASSERT_EQ(policy.select(Question{SimTime(), book}, waiting), 0U);
  }
}

TEST(HostileScript, MayBeBuiltOfAnything) {
  EXPECT_EQ(trouble(std::string(70'000, ' ')),
            "my.lua: found a script of more than 65536 bytes, allowed up to that");
  for (const std::string& text :
       {std::string(60'000, '('), std::string(60'000, '{'), "x = " + std::string(60'000, '-') + "1",
        "select = " + std::string(60'000, 'a'), std::string(60'000, '\0'), std::string("\xff\xfe"),
        std::string("local a <close> = 1"), std::string("return ") + std::string(59'000, '('),
        "x = [" + std::string(59'000, '=') + "[", std::string("--[[")}) {
    EXPECT_EQ(trouble(text).substr(0, 7), "my.lua:") << text.substr(0, 20);
  }
  std::string many = "function select(q, w) return 1";
  for (int i = 0; i < 3000; ++i) {
    many += " + 0 * (function() return 1 end)()";
  }
  EXPECT_EQ(trouble(many.substr(0, 60'000) + " end").substr(0, 7), "my.lua:");
}

TEST(HostileScript, FindsNoWayOutOfItsObjects) {
  for (const char* body : {"return waiting.__index",
                           "return waiting.__gc",
                           "waiting.__index = nil",
                           "return #question",
                           "return question[1]",
                           "return waiting['1']",
                           "return waiting[1.5]",
                           "return waiting[{}]",
                           "return waiting .. waiting",
                           "return waiting < waiting",
                           "return waiting()",
                           "return question + 1",
                           "for k in waiting do end",
                           "return ('x'):rep(1e9)",
                           "return ('x').rep",
                           "return ipairs()",
                           "return ipairs(nil)(1)",
                           "error(waiting)",
                           "error(error)",
                           "return math.floor(waiting)",
                           "return math.max()",
                           "local f = ipairs return f (f)",
                           "return random(1e300)",

                           "return ~1.5",
                           "return 1 // 0",
                           "return 1 % 0",
                           "return 1 << 1e300",
                           "return -{}",
                           "return -nil",
                           "return #5",
                           "assert(false, {})",
                           "assert(nil)",
                           "error(nil)",
                           "assert()",
                           "error('', 1e9)",
                           "error('x', -1)"}) {
    EXPECT_EQ(trouble(select_body(body)).substr(0, 7), "my.lua:") << body;
  }
}

/// Words that a script may hold, put together without sense: mostly nonsense, some of it runs.
TEST(HostileScript, MadeUpAtRandomEitherAnswersOrFails) {
  static const std::vector<std::string> words{"function",
                                              "end",
                                              "return",
                                              "local",
                                              "if",
                                              "then",
                                              "else",
                                              "for",
                                              "in",
                                              "do",
                                              "while",
                                              "repeat",
                                              "until",
                                              "break",
                                              "goto",
                                              "nil",
                                              "true",
                                              "false",
                                              "and",
                                              "or",
                                              "not",
                                              "=",
                                              "==",
                                              "~=",
                                              "<",
                                              "<=",
                                              "(",
                                              ")",
                                              "{",
                                              "}",
                                              "[",
                                              "]",
                                              ";",
                                              ":",
                                              ",",
                                              ".",
                                              "..",
                                              "...",
                                              "+",
                                              "-",
                                              "*",
                                              "/",
                                              "//",
                                              "%",
                                              "#",
                                              "&",
                                              "|",
                                              "~",
                                              "<<",
                                              ">>",
                                              "1",
                                              "0",
                                              "-1",
                                              "1e308",
                                              "0x7fffffffffffffff",
                                              "'x'",
                                              "[[y]]",
                                              "x",
                                              "y",
                                              "waiting",
                                              "question",
                                              "waiting[1]",
                                              "select",
                                              "ipairs(waiting)",
                                              "math.floor",
                                              "math.max(1, 2)",
                                              "error('e')",
                                              "assert(x)",
                                              "\n",
                                              "--",
                                              "i",
                                              "function()",
                                              "waiting[1].weight",
                                              "question.now",
                                              "return 1",
                                              "local x = 1"};
  std::mt19937_64 random(4);
  int answered = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string body;
    for (std::uint64_t left = 1 + random() % 12; left > 0; --left) {
      body += words[random() % words.size()] + " ";
    }
    const std::string said = trouble(i % 2 == 0 ? select_body(body) : body);
    answered += said.empty() ? 1 : 0;
    ASSERT_TRUE(said.empty() || said.substr(0, 7) == "my.lua:") << body << ": " << said;
    ASSERT_EQ(said.find('\n'), std::string::npos) << body;
  }
  EXPECT_GT(answered, 20);
}

/// A sensible script with bytes knocked out, put in and changed.
TEST(HostileScript, DamagedAtRandomEitherAnswersOrFails) {
  const std::string sound = select_body(
      "local best, most\n"
      "for i, w in ipairs(waiting) do\n"
      "  local index = w.weight * (question.now - w.since) / math.max(w.mean_service, 1)\n"
      "  if not best or index > most then best, most = i, index end\n"
      "end\n"
      "return best");
  ASSERT_EQ(trouble(sound), "");
  std::mt19937_64 random(5);
  for (int i = 0; i < 4000; ++i) {
    std::string text = sound;
    for (std::uint64_t left = 1 + random() % 4; left > 0; --left) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0:
          text.erase(at, 1 + random() % 5);
          break;
        case 1:
          text.insert(at, 1, static_cast<char>(random() % 256));
          break;
        default:
          text[at] = static_cast<char>(random() % 256);
      }
      text += text.empty() ? " " : "";
    }
    const std::string said = trouble(text);
    ASSERT_TRUE(said.empty() || said.substr(0, 7) == "my.lua:") << text << ": " << said;
  }
}

}  // namespace
}  // namespace hotline::sim
