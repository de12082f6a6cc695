#!/usr/bin/env python3
"""Writes made-up encounters for testing claims: every feature a claim can have, the same for the same seed.

usage: generate_claims.py FOLDER [COUNT] [SEED]
Nobody in them exists; identifiers are made up, with right check digits where one is needed.
"""
import json
import random
import sys
from datetime import date, timedelta
from pathlib import Path

LAST = ["Rivera", "Okafor", "Müller", "O'Brien", "Nguyen", "Smith-Jones", "García", "Lindqvist"]
FIRST = ["Marta", "Ada", "Jürgen", "Siobhán", "Thi", "Ann", "José", "Karin"]
CITIES = [("Miami", "FL", "33101"), ("Columbus", "OH", "43004"), ("Raleigh", "NC", "27601"), ("Austin", "TX", "78701")]
CODES = ["M85.89", "M81.0", "M17.11", "M17.12", "M16.11", "M75.121", "S52.501A", "S72.001D", "M80.08XA", "M54.50",
         "G56.01", "Z78.0", "Z79.52", "M85.88", "M65.331", "W01.0XXA", "Z96.651", "M19.011"]
SERVICES = ["77080", "77081", "77085", "77086", "99203", "99213", "99214", "20610", "20611", "27447", "29881", "73562",
            "J0897", "J3489", "25605", "64721", "G0130"]
MODIFIERS = ["25", "26", "TC", "RT", "LT", "50", "59", "XS", "57", "24", "GA", "76"]
TAXONOMIES = ["207X00000X", "2085R0202X", "208100000X", ""]


def npi(rng):
    digits = [rng.choice([1, 2])] + [rng.randrange(10) for _ in range(8)]
    total = 24
    for index, digit in enumerate(digits):
        value = digit * 2 if index % 2 == 0 else digit
        total += value - 9 if value > 9 else value
    return "".join(map(str, digits)) + str((10 - total % 10) % 10)


def address(rng, long_zip=False):
    city, state, code = rng.choice(CITIES)
    result = {"line1": f"{rng.randrange(1, 9999)} Elm Street", "city": city, "state": state,
              "postalCode": code + (f"{rng.randrange(1, 9999):04d}" if long_zip or rng.random() < 0.3 else "")}
    if rng.random() < 0.3:
        result["line2"] = f"Suite {rng.randrange(1, 99)}"
    return result


def person(rng):
    result = {"last": rng.choice(LAST), "first": rng.choice(FIRST),
              "birth": str(date(1930, 1, 1) + timedelta(days=rng.randrange(30000))), "sex": rng.choice("FM"),
              "address": address(rng)}
    if rng.random() < 0.3:
        result["middle"] = rng.choice("ABCDEFG")
    if rng.random() < 0.1:
        result["suffix"] = rng.choice(["Jr", "III"])
    return result


def payer(rng, secondary=False):
    result = {"name": rng.choice(["Medicare Part B", "Sunshine Health Plan", "Great Plains Mutual"]),
              "id": f"{rng.randrange(10000, 99999)}", "memberID": f"{rng.randrange(10**8, 10**9)}A",
              "filing": rng.choice(["CI", "BL", "HM"]) if secondary else rng.choice(["MB", "CI", "BL", "HM"])}
    if rng.random() < 0.4:
        result["group"] = f"G{rng.randrange(1000)}"
    elif rng.random() < 0.4:
        result["plan"] = "Gold plan"
    if secondary:
        result["responsibility"] = "S"
    return result


def line(rng, day, count):
    result = {"procedure": rng.choice(SERVICES), "charge": f"{rng.randrange(1, 500000) / 100:.2f}",
              "units": rng.choice([1, 1, 1, 2, 60]),
              "diagnoses": rng.sample(range(1, count + 1), rng.randrange(1, min(4, count) + 1))}
    if rng.random() < 0.5:
        result["modifiers"] = rng.sample(MODIFIERS, rng.randrange(1, 5))
    if rng.random() < 0.15:
        result["to"] = str(day + timedelta(days=rng.randrange(1, 5)))
    if rng.random() < 0.15:
        result["placeOfService"] = rng.choice(["19", "22", "24"])
    if result["procedure"].startswith("J") and rng.random() < 0.7:
        result["drugCode"] = f"{rng.randrange(10**10, 10**11)}"
    if rng.random() < 0.4:
        result["controlNumber"] = f"L{rng.randrange(10**6)}"
    return result


def encounter(rng, number):
    day = date(2026, 10, 1) + timedelta(days=rng.randrange(50))
    codes = rng.sample(CODES, rng.choice([1, 1, 2, 3, 4, 6, 12]))
    count = len(codes)
    result = {
        "id": f"OST-{number:05d}", "date": str(day), "placeOfService": rng.choice(["11", "11", "22", "24"]),
        "submitter": {"id": "111222333", "name": "Harbor Bone Clinic", "contact": "Billing office",
                      "telephone": "3055550142"},
        "billing": {"organization": "Harbor Bone Clinic", "npi": npi(rng), "taxID": f"{rng.randrange(10**8, 10**9)}",
                    "taxonomy": rng.choice(TAXONOMIES), "address": address(rng, long_zip=True)},
        "payer": payer(rng), "diagnoses": codes,
        "lines": [line(rng, day, count) for _ in range(rng.choice([1, 1, 2, 3, 6, 20]))],
    }
    patient = person(rng)
    if rng.random() < 0.3:
        patient["relationship"] = rng.choice(["spouse", "child", "other"])
        result["subscriber"] = person(rng)
    result["patient"] = patient
    if rng.random() < 0.7:
        result["rendering"] = {"last": rng.choice(LAST), "first": rng.choice(FIRST), "npi": npi(rng),
                               "taxonomy": rng.choice(TAXONOMIES)}
    if rng.random() < 0.3:
        result["referring"] = {"last": rng.choice(LAST), "first": rng.choice(FIRST), "npi": npi(rng)}
    if rng.random() < 0.3:
        result["facility"] = {"organization": "Harbor Surgery Center", "npi": npi(rng),
                              "address": address(rng, long_zip=True)}
    if rng.random() < 0.2:
        result["authorization"] = f"AUTH{rng.randrange(10**6)}"
    if rng.random() < 0.2:
        result["referralNumber"] = f"REF{rng.randrange(10**6)}"
    if rng.random() < 0.2:
        result["onset"] = str(day - timedelta(days=rng.randrange(1, 60)))
    if rng.random() < 0.2:
        cause = rng.choice(["AA", "EM", "OA"])
        result["accident"] = {"date": str(day - timedelta(days=rng.randrange(1, 60))), "cause": cause}
        if cause == "AA":
            result["accident"]["state"] = "FL"
    if rng.random() < 0.2:
        result["patientPaid"] = f"{rng.randrange(1, 5000) / 100:.2f}"
    if rng.random() < 0.2:
        result["remark"] = "See record; second opinion (knee) & follow-up."
    if rng.random() < 0.1:
        result["frequency"] = rng.choice(["7", "8"])
        result["originalReference"] = f"ICN{rng.randrange(10**8)}"
    if rng.random() < 0.2 and result["payer"]["filing"] != "MB":
        result["otherPayer"] = payer(rng, secondary=True)
    return result


def main():
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 7)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        text = json.dumps(encounter(rng, number), ensure_ascii=False, indent=1)
        (folder / f"{number:05d}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
