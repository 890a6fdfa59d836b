# sourced at boot
hostname Site1-Host1
ip addr add {{H1.lan}}/{{yellow.length}} dev {{H1.lan.name}}
ip link set dev {{H1.lan.name}} up
ip route add default via {{RTR1.yellow}}
