#include "companies/rate_table.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace rollcall::companies {

RateTable::RateTable(std::vector<Rate> rates) : rates_(std::move(rates)) {
    std::ranges::sort(rates_, [](const Rate& left, const Rate& right) {
        return std::tie(left.company_id, right.from_day) < std::tie(right.company_id, left.from_day);
    });
}

const Rate* RateTable::find(const CompanyId& company, Day day) const {
    const auto found = std::ranges::partition_point(
        rates_, [&](const Rate& rate) { return std::tie(rate.company_id, day) < std::tie(company, rate.from_day); });
    return found != rates_.end() && found->company_id == company ? &*found : nullptr;
}

}  // namespace rollcall::companies
