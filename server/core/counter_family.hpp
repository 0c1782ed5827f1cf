#pragma once

#include <prometheus/counter.h>
#include <prometheus/family.h>

#include <string>
#include <vector>

namespace rollcall {

/// Counters of one name, one for each of a few known combinations of labels, for `/metrics`. Each begins at 0, so that
/// the first event is seen as an increase. Counting takes a lock: this is for what happens some hundred times a second
/// at most. No label may say anything about a person.
class CounterFamily {
public:
    CounterFamily(const std::string& name, const std::string& help, const std::vector<prometheus::Labels>& combinations)
        : family_(name, help, {}) {
        for (const auto& labels : combinations) family_.Add(labels);
    }

    void count(const prometheus::Labels& labels) { family_.Add(labels).Increment(); }

    std::vector<prometheus::MetricFamily> collect() const { return family_.Collect(); }

private:
    prometheus::Family<prometheus::Counter> family_;
};

}  // namespace rollcall
