# sourced at boot
hostname Site1-Host2
ip addr add {{H2.lan}}/{{blue.length}} dev {{H2.lan.name}}
ip link set dev {{H2.lan.name}} up
ip route add default via {{RTR1.blue}}
