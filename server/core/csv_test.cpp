#include "core/csv.hpp"

#include <gtest/gtest.h>

namespace rollcall {

TEST(Csv, QuotesEveryCell) {
    EXPECT_EQ(csv_line({"Ada", "Smith, \"Jo\"", "", "a\nb"}), "\"Ada\",\"Smith, \"\"Jo\"\"\",\"\",\"a\nb\"\r\n");
}

TEST(Csv, LetsNoCellBeAFormula) {
    for (const std::string cell : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"}) {
        EXPECT_EQ(csv_line({cell}), "\"'" + cell + "\"\r\n");
    }
    EXPECT_EQ(csv_line({"1=1", " =1"}), "\"1=1\",\" =1\"\r\n");
}

}  // namespace rollcall
