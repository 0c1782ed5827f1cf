#pragma once

#include <string>
#include <vector>

#include "core/counter_family.hpp"
#include "core/enum_names.hpp"

namespace rollcall {

/// A counter for each value of an enumeration, as the label `result`.
template <DescribedEnum Result>
class ResultCounters {
public:
    ResultCounters(const std::string& name, const std::string& help) : family_(name, help, list_labels()) {}

    void count(Result result) { family_.count(labels_of(result)); }

    std::vector<prometheus::MetricFamily> collect() const { return family_.collect(); }

private:
    static prometheus::Labels labels_of(Result result) { return {{"result", std::string(enum_name(result))}}; }
    static std::vector<prometheus::Labels> list_labels() {
        std::vector<prometheus::Labels> all;
        for (const auto result : enum_values<Result>) all.push_back(labels_of(result));
        return all;
    }

    CounterFamily family_;
};

}  // namespace rollcall
