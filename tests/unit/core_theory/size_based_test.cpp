#include "core/theory/size_based.hpp"

#include "tests/unit/core_theory/close.hpp"

namespace hotline::theory {
namespace {

// VC052, VC053, VC055: M. Mitzenmacher and R. Shahout, table 3.3, recomputed to twelve digits.
TEST(SizeBased, PublishedTable) {
  struct Row {
    double load, fifo, sjf, srpt, psjf;
  };

  for (const Row& row : {Row{0.5, 2.0, 1.71268633194, 1.42537266388, 1.5313832833},
                         Row{0.8, 5.0, 2.88221861624, 2.3527732703, 2.65889682201},
                         Row{0.95, 20.0, 6.2639604701, 5.54101102115, 6.2647571401}}) {
    const SizeBased t = size_based_mm1(row.load, 1).value();
    EXPECT_TRUE(close(t.fifo, row.fifo, 1e-10));
    EXPECT_TRUE(close(t.sjf, row.sjf, 1e-10));
    EXPECT_TRUE(close(t.srpt, row.srpt, 1e-10));
    EXPECT_TRUE(close(t.psjf, row.psjf, 1e-10));
  }
}

TEST(SizeBased, SrptIsBestAndAllAgreeWhenNobodyWaits) {
  for (const double load : {1e-6, 0.3, 0.999}) {
    const SizeBased t = size_based_mm1(load, 1).value();
    EXPECT_LE(t.srpt, t.psjf);
    EXPECT_LE(t.srpt, t.sjf);
    EXPECT_LE(t.sjf, t.fifo);
  }
  EXPECT_TRUE(close(size_based_mm1(1e-9, 1).value().srpt, 1, 1e-8));
}

TEST(SizeBased, AnswersInAnyUnitOfTime) {
  EXPECT_TRUE(close(size_based_mm1(8, 10).value().srpt, 2.3527732703 / 10, 1e-10));
  EXPECT_TRUE(refused(size_based_mm1(1, 1), "offered load"));
}

}  // namespace
}  // namespace hotline::theory
