#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rollcall {

/// The currencies that are in use today, by their ISO 4217 codes, as ICU knows them.
std::vector<std::string> list_currencies();

/// Whether it is the code of one of them, in capitals: "EUR".
bool is_currency(std::string_view code);

/// How many decimals amounts in a currency have: 2 for EUR, 0 for JPY.
int decimals_of_currency(std::string_view code);

/// How many smallest units the currency's own unit has: 100 for EUR, 1 for JPY.
std::int64_t smallest_units_of_currency(std::string_view code);

/// An amount in the smallest unit of its currency: cents, where there are some.
struct Money {
    std::int64_t amount = 0;
    std::string currency;

    bool operator==(const Money&) const = default;
};

/// The amount in the currency's own unit, as JSON has it: 12.35 of 1235 cents.
double to_number(const Money& money);

}  // namespace rollcall
