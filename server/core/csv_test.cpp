#include "core/csv.hpp"

#include <gtest/gtest.h>

namespace rollcall {

TEST(Csv, quotes_every_cell) {
    EXPECT_EQ(csv_line({"Ada", "Smith, \"Jo\"", "", "a\nb"}), "\"Ada\",\"Smith, \"\"Jo\"\"\",\"\",\"a\nb\"\r\n");
}

TEST(Csv, puts_an_apostrophe_before_a_cell_that_looks_like_a_formula) {
    for (const std::string cell : {"=1+1", "+1", "-1+1", "-A1", "-", "-inf", "@SUM(A1)", "\tx", "\rx"}) {
        EXPECT_EQ(csv_line({cell}), "\"'" + cell + "\"\r\n");
    }
    EXPECT_EQ(csv_line({"1=1", " =1"}), "\"1=1\",\" =1\"\r\n");
}

TEST(Csv, takes_a_phone_number_in_e164_for_no_formula) {
    EXPECT_EQ(csv_line({"+493012345678", "+819012345678"}), "\"+493012345678\",\"+819012345678\"\r\n");
    for (const std::string cell : {"+1", "+44", "+123456", "+0301234", "+49 30", "+49-30", "+12345678901234567"}) {
        EXPECT_EQ(csv_line({cell}), "\"'" + cell + "\"\r\n");
    }
}

TEST(Csv, takes_a_negative_number_for_no_formula) {
    for (const std::string cell : {"-1", "-0.050000", "-12.5", "-1e+300"}) {
        EXPECT_EQ(csv_line({cell}), '"' + cell + "\"\r\n");
    }
}

TEST(Csv, removes_the_apostrophe_that_it_has_put) {
    for (const std::string cell :
         {"=1+1", "'=1+1", "''-x", "-1", "'-1", "+493012345678", "'+493012345678", "'tis", "'", "", "@x", "o'clock"}) {
        const auto line = csv_line({cell});
        EXPECT_EQ(without_formula_quote(line.substr(1, line.size() - 4)), cell);
    }
    // A spreadsheet that was told so writes an apostrophe before a phone number.
    EXPECT_EQ(without_formula_quote("'+49 30 1234"), "+49 30 1234");
    EXPECT_EQ(without_formula_quote("'+493012345678"), "+493012345678");
    // Files of earlier versions have one before a negative number.
    EXPECT_EQ(without_formula_quote("'-12.5"), "-12.5");
}

}  // namespace rollcall
