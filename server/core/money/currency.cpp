#include "core/money/currency.hpp"

#include <fmt/format.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace rollcall {

namespace {

void require_success(UErrorCode error) {
    if (U_FAILURE(error) != 0) throw std::runtime_error(fmt::format("ICU: {}", u_errorName(error)));
}

std::vector<std::string> read_currencies() {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UEnumeration, decltype(&uenum_close)> codes(
        ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &error), &uenum_close);
    require_success(error);
    std::vector<std::string> currencies;
    while (const char* code = uenum_next(codes.get(), nullptr, &error)) currencies.emplace_back(code);
    require_success(error);
    std::ranges::sort(currencies);
    return currencies;
}

const std::vector<std::string>& currencies() {
    static const auto all = read_currencies();
    return all;
}

}  // namespace

std::vector<std::string> list_currencies() { return currencies(); }

bool is_currency(std::string_view code) { return std::ranges::binary_search(currencies(), code); }

int decimals_of_currency(std::string_view code) {
    UErrorCode error = U_ZERO_ERROR;
    auto text = icu::UnicodeString::fromUTF8({code.data(), static_cast<int>(code.size())});
    const auto decimals = ucurr_getDefaultFractionDigits(text.getTerminatedBuffer(), &error);
    require_success(error);
    return decimals;
}

std::int64_t smallest_units_of_currency(std::string_view code) {
    std::int64_t units = 1;
    for (int decimal = decimals_of_currency(code); decimal > 0; --decimal) units *= 10;
    return units;
}

double to_number(const Money& money) {
    return static_cast<double>(money.amount) / static_cast<double>(smallest_units_of_currency(money.currency));
}

}  // namespace rollcall
