#include "calls/pricing.hpp"

#include <gtest/gtest.h>

namespace rollcall::calls {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr Day first = std::chrono::year(2026) / 3 / 1;

companies::Rate make_rate(Day from, companies::RatePrice price, const std::string& currency = "EUR") {
    return {.company_id = CompanyId(std::string("north")), .from_day = from, .price = price, .currency = currency};
}

Billing make_billing(const std::string& time_zone = "UTC") {
    accounts::Account account;
    account.time_zone = time_zone;
    account.rounding_rule = accounts::RoundingRule::per_6_seconds;
    return {account,
            companies::RateTable({make_rate(first, 1'200), make_rate(first + std::chrono::days(1), 6'000, "USD")})};
}

CallSummary make_call(Time started_at, Duration duration, const char* company = "north") {
    CallSummary call;
    call.company_id = CompanyId(std::string(company));
    call.facts.started_at = started_at;
    call.facts.duration = duration;
    return call;
}

TEST(RoundPrice, rounds_half_of_the_smallest_unit_up) {
    EXPECT_EQ(round_price(600'000, "EUR"), (Money{100, "EUR"}));
    EXPECT_EQ(round_price(2'999, "EUR"), (Money{0, "EUR"}));
    EXPECT_EQ(round_price(3'000, "EUR"), (Money{1, "EUR"}));
    EXPECT_EQ(round_price(299'999, "JPY"), (Money{0, "JPY"}));
    EXPECT_EQ(round_price(300'000, "JPY"), (Money{1, "JPY"}));
    EXPECT_EQ(round_price(300, "KWD"), (Money{1, "KWD"}));
}

TEST(RoundPrice, is_exact_for_a_thousand_years_at_the_highest_rate) {
    constexpr std::int64_t minutes_of_a_thousand_years = 525'960'000;
    EXPECT_EQ(round_price(minutes_of_a_thousand_years * 60 * 100'000'000 + 3'000, "EUR"),
              (Money{minutes_of_a_thousand_years * 1'000'000 + 1, "EUR"}));
}

TEST(Billing, prices_a_call_by_the_rate_of_its_day) {
    const auto billing = make_billing();
    EXPECT_EQ(billing.price_of(make_call(first + minutes(1), seconds(60))), (Money{12, "EUR"}));
    EXPECT_EQ(billing.price_of(make_call(first + std::chrono::days(1), seconds(61))), (Money{66, "USD"}));
    EXPECT_EQ(billing.price_of(make_call(first - minutes(1), seconds(60))), std::nullopt);
    EXPECT_EQ(billing.price_of(make_call(first, seconds(60), "south")), std::nullopt);
}

TEST(Billing, begins_days_where_the_account_does) {
    const auto berlin = make_billing("Europe/Berlin");
    EXPECT_EQ(berlin.price_of(make_call(first - minutes(61), seconds(60))), std::nullopt);
    EXPECT_EQ(berlin.price_of(make_call(first - minutes(60), seconds(60))), (Money{12, "EUR"}));
}

TEST(Margin, is_price_less_cost_in_dollars_only) {
    EXPECT_EQ(margin_of({66, "USD"}, 250'000), 410'000);
    EXPECT_EQ(margin_of({1, "USD"}, 250'000), -240'000);
    EXPECT_EQ(margin_of({66, "EUR"}, 250'000), std::nullopt);
}

}  // namespace
}  // namespace rollcall::calls
