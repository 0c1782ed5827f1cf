#include "connectors/platforms/field.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace rollcall::connectors {
namespace {

using calls::Duration;

class Fields : public ::testing::Test {
protected:
    Field in(std::string_view json) {
        kept_ = boost::json::parse(json);
        return Field(kept_);
    }

private:
    boost::json::value kept_;
};

TEST_F(Fields, AreFoundByTheirNames) {
    EXPECT_EQ(in(R"({"a":{"b":"c"}})")["a"]["b"].text(), "c");
    EXPECT_FALSE(in(R"({"a":{"b":"c"}})")["a"]["c"]["d"].is_present());
    EXPECT_FALSE(in(R"(["a"])")["a"].is_present());
    EXPECT_FALSE(in(R"({"a":null})")["a"].is_present());
}

TEST_F(Fields, OfAnotherTypeAreAbsent) {
    for (const auto* json : {"null", "true", "7", R"("text")", "[]", "{}"}) {
        const bool is_text = std::string_view(json) == R"("text")";
        EXPECT_EQ(in(json).text().has_value(), is_text) << json;
        EXPECT_EQ(in(json).number().has_value(), std::string_view(json) == "7") << json;
        EXPECT_EQ(in(json).boolean().has_value(), std::string_view(json) == "true") << json;
        EXPECT_TRUE(in(json).items().empty()) << json;
        EXPECT_FALSE(in(json).time()) << json;
    }
}

TEST_F(Fields, HoldATextThatIsNotEmpty) {
    EXPECT_FALSE(in(R"("")").text());
    EXPECT_EQ(in(R"("two\nlines")").text(), "two\nlines");
    EXPECT_FALSE(in(R"("two\nlines")").line());
    EXPECT_EQ(in('"' + std::string(200, 'x') + '"').line()->size(), 200U);
    EXPECT_FALSE(in('"' + std::string(201, 'x') + '"').line());
}

TEST_F(Fields, HoldNoNameThatIsInvisibleOrReversesOtherText) {
    EXPECT_FALSE(in(R"("\u200b")").line());
    EXPECT_FALSE(in(R"("Ferry \u202eenil")").line());
    EXPECT_EQ(in(R"("\u202e")").id(), "\u202e");
}

TEST_F(Fields, HoldAnIdAsATextOrANumber) {
    EXPECT_EQ(in(R"("call_1")").id(), "call_1");
    EXPECT_EQ(in("17").id(), "17");
    EXPECT_FALSE(in("1.5").id());
    EXPECT_FALSE(in(R"("")").id());
}

TEST_F(Fields, HoldATimeInOneOfThreeForms) {
    const auto time = from_milliseconds(1'700'000'000'000);
    EXPECT_EQ(in("1700000000").time(), time);
    EXPECT_EQ(in("1700000000000").time(), time);
    EXPECT_EQ(in("1700000000.25").time(), from_milliseconds(1'700'000'000'250));
    EXPECT_EQ(in(R"("2023-11-14T22:13:20.000Z")").time(), time);
    for (const auto* json : {"0", "-1", "1", "1e300", "99999999999999", R"("yesterday")", R"("1969-01-01T00:00:00Z")",
                             R"("2999-01-01T00:00:00Z")"}) {
        EXPECT_FALSE(in(json).time()) << json;
    }
}

TEST_F(Fields, HoldADuration) {
    EXPECT_EQ(in("1500").milliseconds(), Duration(1500));
    EXPECT_EQ(in("1.5").seconds(), Duration(1500));
    EXPECT_EQ(in("0").seconds(), Duration(0));
    for (const auto* json : {"-1", "1e300", "2592001", R"("12")"}) EXPECT_FALSE(in(json).seconds()) << json;
}

TEST_F(Fields, HoldACost) {
    EXPECT_EQ(in("0.1234567").cost(1e6), 123457);
    EXPECT_EQ(in("12.5").cost(1e4), 125000);
    EXPECT_EQ(in("0").cost(1e6), 0);
    for (const auto* json : {"-0.1", "1e300", R"("0.1")", "null"}) EXPECT_FALSE(in(json).cost(1e6)) << json;
}

}  // namespace
}  // namespace rollcall::connectors
