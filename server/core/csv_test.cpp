#include "core/csv.hpp"

#include <gtest/gtest.h>

namespace rollcall {

TEST(Csv, quotes_every_cell) {
    EXPECT_EQ(csv_line({"Ada", "Smith, \"Jo\"", "", "a\nb"}), "\"Ada\",\"Smith, \"\"Jo\"\"\",\"\",\"a\nb\"\r\n");
}

TEST(Csv, puts_an_apostrophe_before_a_cell_that_looks_like_a_formula) {
    for (const std::string cell : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"}) {
        EXPECT_EQ(csv_line({cell}), "\"'" + cell + "\"\r\n");
    }
    EXPECT_EQ(csv_line({"1=1", " =1"}), "\"1=1\",\" =1\"\r\n");
}

}  // namespace rollcall
