#pragma once

#include <vector>

#include "companies/rate_store.hpp"

namespace rollcall::companies {

/// Finds the rate of a company on a day.
class RateTable {
public:
    /// All rates of some companies, in any order.
    explicit RateTable(std::vector<Rate> rates);

    bool is_empty() const { return rates_.empty(); }

    /// The latest from that day or before; null where there is none.
    const Rate* find(const CompanyId& company, Day day) const;

private:
    std::vector<Rate> rates_;  ///< by company, and of each the latest first
};

}  // namespace rollcall::companies
