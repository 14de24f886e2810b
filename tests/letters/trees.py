"""A small tree that has one of everything letters care about."""

from __future__ import annotations

SMALL = {
    "root": """
        tree: small
        version: "1"
        title: Small tree
        modules: [patient, plan, drugs, reasons/*]
        roles:
          reasons: plan.reasons
        """,
    "patient": """
        module: patient
        title: Patient
        questions:
          - id: patient.name
            kind: text
            title: Patient's name
            say: What is your name?
            administrative: yes
            blocking: yes
          - id: patient.born
            kind: date
            title: Date of birth
            say: When were you born?
            administrative: yes
          - id: patient.story
            kind: long_text
            title: Story
            say: What happened?
          - id: patient.secret
            kind: text
            title: Said in private
            say: Anything else?
            confidential: yes
          - id: patient.pain
            kind: text
            title: Pain
            say: How is the pain?
            blocking: yes
          - id: patient.sleep
            kind: text
            title: Sleep
            say: How do you sleep?
            ask: [patient, prescriber]
        """,
    "plan": """
        module: plan
        title: Plan
        questions:
          - id: plan.name
            kind: text
            title: Health plan
            say: What is the plan called?
            ask: [patient, plan]
            administrative: yes
          - id: plan.group
            kind: text
            title: Group number
            say: Is there a group number?
            none: No group number
            administrative: yes
          - id: plan.seen
            kind: yes_no
            title: Notice seen
            say: Is the notice here?
            ask: [coordinator]
            administrative: yes
          - id: plan.words
            kind: text
            title: Words of the notice
            say: What does it say?
            ask: [plan]
            when: plan.seen == yes
            administrative: yes
            blocking: yes
          - id: plan.reasons
            kind: choices
            title: Reasons
            say: Why was it refused?
            options: reasons
            ask: [plan, patient]
            administrative: yes
        """,
    "drugs": """
        module: drugs
        title: Medicines
        questions:
          - id: drugs
            kind: list
            title: Medicines
            say: Which medicines?
            another: Any other?
            none: None so far
            row:
              - id: drug
                kind: text
                title: Medicine
                say: Which one?
                ask: [patient, prescriber]
              - id: required
                kind: yes_no
                title: Required
                say: Is it required?
                administrative: yes
              - id: started
                kind: date
                title: Started
                say: When did it start?
                ask: [patient, prescriber]
              - id: stopped
                kind: date
                title: Stopped
                say: When did it stop?
                ask: [patient, prescriber]
                blocking: yes
            attachments:
              - id: fills
                title: "Fill history of {{ row.drug }}"
                when: row.required == yes
                why: Shows the dates
                has: pharmacy
        attachments:
          - id: notice
            title: The notice
            when: plan.seen == yes
            why: Shows the reason
            has: patient
        """,
    "reasons/first": """
        module: first
        title: First reason
        reason:
          label: It is not on the list
        questions:
          - id: first.why
            kind: text
            title: Why it should be
            say: Why?
            ask: [prescriber]
        """,
    "reasons/second": """
        module: second
        title: Second reason
        reason:
          label: It is too much
          letter: the amount
        questions:
          - id: second.why
            kind: text
            title: Why so much
            say: Why so much?
            ask: [prescriber]
        """,
}
